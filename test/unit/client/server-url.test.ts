import { describe, expect, it } from 'vitest';
import { isPrivate, readServerUrl, readTokenUrl } from '../../../src/client/server-url.ts';

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

  it('for tokens is kept as it was given: it is the audience of what is sent there', () => {
    for (const url of [
      'https://auth.example.org/token/',
      'https://Auth.example.org:443/token?tenant=a',
      'http://127.0.0.1:8080/token',
    ]) {
      expect(readTokenUrl(url)).toBe(url);
    }
  });

  it.each([
    ['http://auth.example.org/token', 'is not encrypted'],
    ['https://user:s3cret@auth.example.org/token', 'holds a user name or password'],
    ['https://auth.example.org/token#s3cret', 'holds a fragment'],
    ['auth.example.org?s3cret', 'what was given is no address for tokens'],
    ['ftp://auth.example.org/token', '"ftp://auth.example.org/token" is no address for tokens'],
  ])('for tokens is not %s', (text, reason) => {
    expect(() => readTokenUrl(text)).toThrow(reason);
    expect(() => readTokenUrl(text)).not.toThrow(/s3cret/);
  });

  it('is private on this machine or encrypted', () => {
    const urls = ['http://localhost:1/a', 'http://127.0.0.1/a', 'http://[::1]/a', 'https://x.org/a', 'http://x.org/a'];
    expect(urls.map(isPrivate)).toEqual([true, true, true, true, false]);
  });
});
