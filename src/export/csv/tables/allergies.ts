import type { AllergyEntry, AllergyReaction, AllergySeverity } from '../../../record/kinds/allergy.ts';
import { allergyCategory } from '../../chart/allergy-category.ts';
import { code, day, description, ENCOUNTER, PATIENT, system } from '../columns.ts';
import type { RowScope } from '../row-scope.ts';
import { type Column, columnOf, defineTable } from '../table.ts';

interface AllergyRow {
  readonly entry: AllergyEntry;
  readonly reactions: readonly AllergyReaction[];
}

/** So many reactions have columns. */
const REACTIONS = 2;

const RANK: Readonly<Record<AllergySeverity, number>> = { severe: 0, moderate: 1, mild: 2 };

/** All reactions, or the most severe ones where there are more than columns. */
function reactionsOf({ reactions }: AllergyEntry, scope: RowScope): readonly AllergyReaction[] {
  if (reactions.length <= REACTIONS) return reactions;
  scope.notes.count('allergy with more than two reactions: the two most severe written');
  return [...reactions].sort((a, b) => RANK[a.severity] - RANK[b.severity]).slice(0, REACTIONS);
}

/** `REACTION`, `DESCRIPTION` and `SEVERITY` with the number of the reaction. */
function reactionColumns(number: number): readonly Column<AllergyRow, RowScope>[] {
  const at = ({ reactions }: AllergyRow) => reactions[number - 1];
  const coded = (row: AllergyRow, scope: RowScope) => {
    const found = at(row);
    return found && scope.codings.one(found.reaction);
  };
  return [
    {
      name: `REACTION${number}`,
      type: 'text',
      about: 'What it does to the patient (SNOMED CT).',
      value: (row, scope) => coded(row, scope)?.code,
    },
    {
      name: `DESCRIPTION${number}`,
      type: 'text',
      about: 'The reaction in words.',
      value: (row, scope) => coded(row, scope)?.text,
    },
    {
      name: `SEVERITY${number}`,
      type: 'text',
      about: 'MILD, MODERATE or SEVERE.',
      value: (row) => at(row)?.severity.toUpperCase(),
    },
  ];
}

function ofEntry(column: Column<AllergyEntry, RowScope>): Column<AllergyRow, RowScope> {
  return columnOf(({ entry }) => entry, column);
}

/** Allergies and intolerances on the chart. */
export const allergies = defineTable({
  name: 'allergies',
  about: 'Allergies and intolerances on the chart.',
  source: 'allergy',
  rows: (entry: AllergyEntry, scope): readonly AllergyRow[] =>
    entry.diagnosed ? [{ entry, reactions: reactionsOf(entry, scope) }] : [],
  columns: [
    ofEntry(day('START', 'Date on which it was found.')),
    ofEntry({
      name: 'STOP',
      type: 'date',
      about: 'Date on which it was over; empty while it lasts.',
      value: (entry, scope) => scope.optionalDate(scope.lastingStop(entry)),
    }),
    PATIENT,
    ofEntry(ENCOUNTER),
    ofEntry(code('Of what (SNOMED CT, or RxNorm for a drug).')),
    ofEntry(system('Code system of CODE: SNOMED-CT or RxNorm.')),
    ofEntry(description('Of what, in words.')),
    ofEntry({
      name: 'TYPE',
      type: 'text',
      about: 'allergy or intolerance; empty where it is not told.',
      value: ({ allergyType }) => allergyType ?? undefined,
    }),
    ofEntry({
      name: 'CATEGORY',
      type: 'text',
      about: 'food, medication, environment or biologic; empty where it is not told.',
      value: ({ category }) => allergyCategory(category),
    }),
    ...reactionColumns(1),
    ...reactionColumns(2),
  ],
});
