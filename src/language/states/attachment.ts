import { z } from 'zod';
import type { Attachment } from '../../record/kinds/observation.ts';
import type { CompileContext, Path } from '../define.ts';
import { flag, integer, number, text } from '../fields.ts';
import type { Life } from '../run.ts';
import { isSeries } from '../values.ts';

const chart = z.strictObject({
  type: text,
  title: text.optional(),
  axis_attribute_x: text.optional(),
  axis_label_x: text.optional(),
  axis_label_y: text.optional(),
  axis_hidden_x: flag.optional(),
  axis_hidden_y: flag.optional(),
  width: integer.optional(),
  height: integer.optional(),
  series: z.array(z.strictObject({ attribute: text, label: text.optional() })),
});

/** A document or picture: its data, its address, or a chart of series. */
export const attachment = z.strictObject({
  content_type: text.optional(),
  language: text.optional(),
  data: text.optional(),
  url: text.optional(),
  size: integer.optional(),
  hash: text.optional(),
  title: text.optional(),
  creation: text.optional(),
  height: integer.optional(),
  width: integer.optional(),
  frames: integer.optional(),
  duration: number.optional(),
  pages: integer.optional(),
  chart: chart.optional(),
});

/** Makes the attachment; of a chart, whose picture is not drawn, it keeps everything but the data and says so. */
export function compileAttachment(
  json: z.output<typeof attachment>,
  context: CompileContext,
  path: Path,
): (life: Life) => Attachment | null {
  const sources = [json.chart, json.url, json.data].filter((source) => source !== undefined);
  if (sources.length !== 1) {
    context.report('error', 'attachment-source', 'an attachment needs exactly one of chart, url and data', path);
  }
  const made: Attachment = {
    contentType: json.content_type ?? (json.chart ? 'image/png' : null),
    language: json.language ?? null,
    data: json.data ?? null,
    url: json.url ?? null,
    size: json.size ?? null,
    hash: json.hash ?? null,
    title: json.title ?? json.chart?.title ?? null,
    creation: json.creation ?? null,
    height: json.height ?? json.chart?.height ?? null,
    width: json.width ?? json.chart?.width ?? null,
    frames: json.frames ?? null,
    duration: json.duration ?? null,
    pages: json.pages ?? null,
  };
  const series = (json.chart?.series ?? []).map(({ attribute }, i) => ({
    attribute,
    slot: context.reads(attribute, [...path, 'chart', 'series', i, 'attribute']),
  }));
  if (!json.chart) return () => made;
  return (life) => {
    for (const { attribute, slot } of series) {
      if (isSeries(life.attribute(slot))) continue;
      life.note('series-absent', `attribute "${attribute}" holds no series to chart`);
      return null;
    }
    life.note('chart-not-drawn', 'a chart was asked for; its picture is not drawn');
    return made;
  };
}
