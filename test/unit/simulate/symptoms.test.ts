import { describe, expect, it } from 'vitest';
import { Symptoms } from '../../../src/simulate/symptoms.ts';

describe('symptoms', () => {
  it('are 0 when nobody has set them', () => {
    const symptoms = new Symptoms();
    expect([symptoms.value('Pain'), symptoms.total]).toEqual([0, 0]);
    symptoms.addressGreatest();
    expect(symptoms.total).toBe(0);
  });

  it('have one value per module, the last one set, and the greatest of these counts', () => {
    const symptoms = new Symptoms();
    symptoms.set('Pain', 0, 80);
    symptoms.set('Pain', 1, 50);
    expect(symptoms.value('Pain')).toBe(80);
    symptoms.set('Pain', 0, 20);
    expect(symptoms.value('Pain')).toBe(50);
  });

  it('add up over their names', () => {
    const symptoms = new Symptoms();
    symptoms.set('Pain', 0, 80);
    symptoms.set('Pain', 1, 50);
    symptoms.set('Cough', 1, 30);
    expect(symptoms.total).toBe(110);
  });

  it('of which the greatest source was addressed count without it, until it is set again', () => {
    const symptoms = new Symptoms();
    symptoms.set('Pain', 0, 80);
    symptoms.set('Pain', 1, 50);
    symptoms.set('Cough', 1, 90);
    symptoms.addressGreatest();
    expect(symptoms.value('Cough')).toBe(0);
    symptoms.addressGreatest();
    expect([symptoms.value('Pain'), symptoms.total]).toEqual([50, 50]);
    symptoms.set('Cough', 1, 10);
    expect(symptoms.total).toBe(60);
  });
});
