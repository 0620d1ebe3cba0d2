import type { ImagingInstance, ImagingSeries, ImagingStudyEntry } from '../../../record/kinds/imaging-study.ts';
import { sopClassOid } from '../../chart/sop-class.ts';
import { fhirCode, fhirText } from '../../chart/text.ts';
import { ENCOUNTER, moment, PATIENT } from '../columns.ts';
import type { RowScope } from '../row-scope.ts';
import { type Cell, type Column, columnOf, defineTable } from '../table.ts';

interface InstanceRow {
  readonly study: ImagingStudyEntry;
  readonly series: ImagingSeries;
  readonly instance: ImagingInstance;
}

function text(name: string, about: string, value: (row: InstanceRow) => Cell): Column<InstanceRow, RowScope> {
  return { name, type: 'text', about, value };
}

function ofStudy(column: Column<ImagingStudyEntry, RowScope>): Column<InstanceRow, RowScope> {
  return columnOf(({ study }) => study, column);
}

/** Pictures taken. */
export const imagingStudies = defineTable({
  name: 'imaging_studies',
  about: 'Pictures taken: a row a picture, so that a study may have several.',
  source: 'imagingStudy',
  rows: (study: ImagingStudyEntry): readonly InstanceRow[] =>
    study.series.flatMap((series) => series.instances.map((instance) => ({ study, series, instance }))),
  columns: [
    {
      name: 'Id',
      type: 'uuid',
      about: 'The study; id of the FHIR ImagingStudy. Rows of one study share it.',
      required: true,
      value: ({ study }) => study.id,
    },
    ofStudy(moment('DATE', 'When.')),
    PATIENT,
    ofStudy(ENCOUNTER),
    text('SERIES_UID', 'DICOM UID of the series.', ({ series }) => series.uid),
    text('BODYSITE_CODE', 'What was looked at (SNOMED CT).', ({ series }) => fhirCode(series.bodySite.code)),
    text('BODYSITE_DESCRIPTION', 'What was looked at, in words.', ({ series }) => fhirText(series.bodySite.display)),
    text('MODALITY_CODE', 'How it was looked at (DICOM).', ({ series }) => fhirCode(series.modality.code)),
    text('MODALITY_DESCRIPTION', 'How, in words.', ({ series }) => fhirText(series.modality.display)),
    text('INSTANCE_UID', 'DICOM UID of the picture.', ({ instance }) => instance.uid),
    text('SOP_CODE', 'Class of the picture (OID of DICOM).', ({ instance }) => sopClassOid(instance.sopClass)),
    text('SOP_DESCRIPTION', 'Class of the picture in words.', ({ instance }) => fhirText(instance.sopClass.display)),
    {
      name: 'PROCEDURE_CODE',
      type: 'text',
      about: 'What was done to take it (SNOMED CT).',
      value: ({ study }, scope) => scope.coded(study.codes).code,
    },
  ],
});
