import { describe, expect, it } from 'vitest';
import { isPrivate, readServerUrl } from '../../../src/client/server-url.ts';

describe('the address of a server', () => {
  it('is read without the slash at its end', () => {
    expect(readServerUrl('https://fhir.example.org/r4/')).toBe('https://fhir.example.org/r4');
    expect(readServerUrl('http://127.0.0.1:8080')).toBe('http://127.0.0.1:8080');
  });

  it.each(['fhir.example.org', 'ftp://fhir.example.org', '', 'localhost:8080/fhir'])('%s is none', (text) => {
    expect(() => readServerUrl(text)).toThrow(`"${text}" is no address of a server`);
  });

  it.each([
    'https://user:s3cret@fhir.example.org/r4',
    'https://fhir.example.org/r4?token=s3cret',
    'https://fhir.example.org/r4#s3cret',
    'user:s3cret@fhir.example.org',
  ])('%s is refused without repeating the secret', (text) => {
    expect(() => readServerUrl(text)).toThrow(/(holds|is no address)/);
    expect(() => readServerUrl(text)).not.toThrow(/s3cret/);
  });

  it('is private on this machine or encrypted', () => {
    const urls = ['http://localhost:1/a', 'http://127.0.0.1/a', 'http://[::1]/a', 'https://x.org/a', 'http://x.org/a'];
    expect(urls.map(isPrivate)).toEqual([true, true, true, true, false]);
  });
});
