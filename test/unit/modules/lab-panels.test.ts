import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { timeOf, YEAR } from '../../../src/core/time.ts';
import type { ReportEntry } from '../../../src/record/kinds/report.ts';
import { chain, compiled, type Json, NOW, native, Script, type Somebody } from '../../support/scripts.ts';
import { signalsAt } from '../../support/signal-values.ts';

const FOLDER = fileURLToPath(new URL('../../../modules', import.meta.url));

function file(path: string): Json {
  return JSON.parse(readFileSync(`${FOLDER}/${path}.json`, 'utf8')) as Json;
}

const SIGNALS = readdirSync(`${FOLDER}/physiology`).map((name) => `physiology/${name.replace('.json', '')}`);

/** One visit, at which the panel is run that the person's attribute names. */
const { program } = compiled({
  ...Object.fromEntries(SIGNALS.map((path) => [path, file(path)])),
  'shared/lab-panel': file('shared/lab-panel'),
  test: native(
    chain({
      Visit: {
        type: 'Encounter',
        encounter_class: 'ambulatory',
        codes: [{ system: 'SNOMED-CT', code: '185345009', display: 'Encounter for symptom' }],
      },
      Panel: { type: 'CallSubmodule', submodule: 'shared/lab-panel', with: { panel: { attribute: 'panel' } } },
      End_of_Visit: { type: 'EncounterEnd' },
    }),
    { attributes: { panel: { type: 'string', doc: 'The panel to run.' } } },
  ),
});

/** The reports of a panel that somebody has at some time after NOW. */
function reports(panel: string, at = 0, somebody: Somebody = {}): readonly ReportEntry[] {
  return new Script(program, { ...somebody, attributes: { panel } }).runAt(at).entries('report');
}

function codesOf(report: ReportEntry | undefined): readonly (string | undefined)[] {
  return report?.observations.map((result) => result.codes[0]?.code) ?? [];
}

function value(report: ReportEntry, code: string): number | null {
  const found = report.observations.find(({ codes }) => codes[0]?.code === code);
  if (!found) throw new Error(`no ${code} in the report`);
  return found.value as number | null;
}

/** Whether a result is a number rounded to so many decimals. */
function expectRounded(result: number, exact: number, decimals: number): void {
  expect(Math.abs(result - exact)).toBeLessThanOrEqual(0.500_001 * 10 ** -decimals);
}

describe('laboratory panels', () => {
  it.each([
    ['complete-blood-count', ['57021-8'], 19],
    ['basic-metabolic', ['24321-2'], 8],
    ['comprehensive-metabolic', ['24323-8'], 14],
    ['lipid', ['24331-1'], 4],
    ['hepatic', ['24325-3'], 6],
    ['thyroid', ['24348-5'], 2],
    ['iron', ['75689-0'], 4],
    ['hba1c', ['4548-4'], 1],
    ['coagulation', ['49045-8'], 3],
    ['cardiac', ['67151-1', '33762-6'], 2],
    ['blood-gas', ['24336-0'], 4],
    ['urine-albumin', ['9318-7'], 1],
    ['urinalysis', ['24357-6'], 2],
  ])('%s is one report, of one specimen and one time', (panel, codes, count) => {
    const made = reports(panel);
    expect(made.map((report) => report.codes[0]?.code)).toEqual(codes);
    const results = made.flatMap(({ observations }) => observations);
    expect(results.length).toBe(count);
    expect(new Set(results.map(({ specimen }) => specimen?.id)).size).toBe(1);
    expect(new Set(results.map(({ start }) => start))).toEqual(new Set([NOW]));
    // Without a value only where the specimen was not enough.
    for (const result of results) expect(result.value === null).toBe(result.absent !== null);
  });

  it('files the filtration rate from 2022 on', () => {
    const codes = (at: number) => codesOf(reports('basic-metabolic', at)[0]);
    expect(codes(timeOf(2021, 12, 31) - NOW)).not.toContain('98979-8');
    expect(codes(timeOf(2022, 1, 2) - NOW)).toContain('98979-8');
  });

  it.each(['basic-metabolic', 'comprehensive-metabolic'])(
    '%s: filtration has the code of the equation that it is estimated by',
    (panel) => {
      const at = timeOf(2022, 6, 1) - NOW;
      const [child, adult] = [17.5, 18.5].map((age) =>
        codesOf(reports(panel, at, { birth: NOW + at - age * YEAR })[0]),
      );
      expect(child).toContain('50384-7');
      expect(child).not.toContain('98979-8');
      expect(adult).toContain('98979-8');
      expect(adult).not.toContain('50384-7');
    },
  );

  it('LDL cholesterol is calculated below 400 mg/dL of triglycerides, and measured above', () => {
    for (const [triglycerides, panel, ldl] of [
      [200, '24331-1', '13457-7'],
      [800, '57698-3', '18262-6'],
    ] as const) {
      const script = new Script(program, { attributes: { panel: 'lipid' } });
      signalsAt(script.life, { Triglycerides: triglycerides }, NOW);
      const report = script.runAt(0).only('report');
      expect(report.codes[0]?.code).toBe(panel);
      expect(codesOf(report)).toEqual(['2093-3', '2571-8', '2085-9', ldl]);
      expect(value(report, ldl)).toBeGreaterThan(0);
    }
  });

  it('works out what follows from the results that stand beside it', () => {
    let seen = 0;
    for (let number = 0; number < 20; number++) {
      const report = reports('complete-blood-count', 0, { number })[0] as ReportEntry;
      const [hemoglobin, mchc, mcv] = ['718-7', '786-4', '787-2'].map((code) => value(report, code)) as number[];
      const [hematocrit, erythrocytes] = [value(report, '4544-3'), value(report, '789-8')];
      if (hematocrit === null || erythrocytes === null) continue;
      seen++;
      expectRounded(hematocrit, (100 * (hemoglobin as number)) / (mchc as number), 1);
      expectRounded(erythrocytes, (10 * hematocrit) / (mcv as number), 2);
      const shares = ['770-8', '736-9', '5905-5', '713-8', '706-2'].map((code) => value(report, code) as number);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 5);
    }
    expect(seen).toBeGreaterThan(0);
  });
});
