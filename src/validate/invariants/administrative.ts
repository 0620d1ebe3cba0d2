import { countOf, equals, has, hasAny, hasChoice, hasCoding, isOneOf, objectsAt, text } from './elements.ts';
import { type InvariantRule, rule } from './invariant.ts';
import { isInOrder } from './times.ts';

/** Of people, places, plans and papers. */
export const ADMINISTRATIVE_RULES: readonly InvariantRule[] = [
  rule('app-1', 'Appointment.participant', 'type.exists() or actor.exists()', (e) => has(e, 'type') || has(e, 'actor')),
  rule('app-2', 'Appointment', 'start.exists() = end.exists()', (e) => has(e, 'start') === has(e, 'end')),
  rule(
    'app-3',
    'Appointment',
    "(start.exists() and end.exists()) or (status in ('proposed' | 'cancelled' | 'waitlist'))",
    (e) => (has(e, 'start') && has(e, 'end')) || isOneOf(e, 'status', ['proposed', 'cancelled', 'waitlist']) === true,
  ),
  rule(
    'app-4',
    'Appointment',
    "Appointment.cancelationReason.exists() implies (Appointment.status='noshow' or Appointment.status='cancelled')",
    (e) =>
      !has(e, 'cancelationReason') ||
      equals(e, 'status', 'noshow') === true ||
      equals(e, 'status', 'cancelled') === true,
  ),
  rule(
    'apr-1',
    'AppointmentResponse',
    'participantType.exists() or actor.exists()',
    (e) => has(e, 'participantType') || has(e, 'actor'),
  ),
  rule(
    'ces-1',
    'CoverageEligibilityResponse.insurance.item',
    'category.exists() xor productOrService.exists()',
    (e) => has(e, 'category') !== has(e, 'productOrService'),
  ),
  rule('grp-1', 'Group', 'member.empty() or (actual = true)', (e) => !has(e, 'member') || e['actual'] === true),
  rule(
    'inv-1',
    'Task',
    'lastModified.exists().not() or authoredOn.exists().not() or lastModified >= authoredOn',
    (e) => {
      if (!has(e, 'lastModified') || !has(e, 'authoredOn')) return true;
      const modified = text(e, 'lastModified');
      const authored = text(e, 'authoredOn');
      return modified !== undefined && authored !== undefined && isInOrder(authored, modified) === true;
    },
  ),
  rule(
    'inv-1',
    'Parameters.parameter',
    '(part.exists() and value.empty() and resource.empty()) or (part.empty() and (value.exists() xor resource.exists()))',
    (e) => [has(e, 'part'), hasChoice(e, 'value'), has(e, 'resource')].filter(Boolean).length === 1,
  ),
  rule(
    'ipn-1',
    'InsurancePlan',
    '(identifier.count() + name.count()) > 0',
    (e) => has(e, 'identifier') || has(e, 'name'),
  ),
  rule('lnk-1', 'Linkage', 'item.count()>1', (e) => countOf(e, 'item') > 1),
  rule(
    'mrp-1',
    'MeasureReport',
    "(type != 'data-collection') or group.exists().not()",
    (e) => !has(e, 'group') || equals(e, 'type', 'data-collection') === false,
  ),
  rule('mrp-2', 'MeasureReport', 'group.stratifier.stratum.all(value.exists() xor component.exists())', (e) =>
    objectsAt(e, 'group', 'stratifier', 'stratum').every(
      (stratum) => has(stratum, 'value') !== has(stratum, 'component'),
    ),
  ),
  rule(
    'org-1',
    'Organization',
    '(identifier.count() + name.count()) > 0',
    (e) => has(e, 'identifier') || has(e, 'name'),
  ),
  rule('org-2', 'Organization.address', "where(use = 'home').empty()", (e) => e['use'] !== 'home'),
  rule('org-3', 'Organization.telecom', "where(use = 'home').empty()", (e) => e['use'] !== 'home'),
  rule(
    'pat-1',
    'Patient.contact',
    'name.exists() or telecom.exists() or address.exists() or organization.exists()',
    (e) => hasAny(e, ['name', 'telecom', 'address', 'organization']),
  ),
  rule('ppc-1', 'Consent', 'policy.exists() or policyRule.exists()', (e) => has(e, 'policy') || has(e, 'policyRule')),
  // The system is `something` in the published definition.
  ...(['patient-privacy', 'research', 'adr', 'treatment'] as const).map((code, i) =>
    rule(
      `ppc-${i + 2}`,
      'Consent',
      `patient.exists() or scope.coding.where(system='something' and code='${code}').exists().not()`,
      (e) => has(e, 'patient') || !hasCoding(e, 'scope', 'something', code),
    ),
  ),
  rule('sev-1', 'AuditEvent.entity', 'name.empty() or query.empty()', (e) => !has(e, 'name') || !has(e, 'query')),
  rule(
    'sst-1',
    'SubscriptionStatus',
    "type = 'event-notification' implies (notificationEvent.exists() and notificationEvent.first().exists())",
    (e) => equals(e, 'type', 'event-notification') === false || has(e, 'notificationEvent'),
  ),
];
