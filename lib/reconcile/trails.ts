import type {
  AdvancedFieldSelector,
  GetEventSelectorsCommandOutput,
} from '@aws-sdk/client-cloudtrail';
import { type Finding, type FindingKind, trailPlace } from './finding.ts';

/** A trail of the account, or of its organization, as far as it could be looked at. */
export interface TrailSnapshot {
  readonly name: string;
  /** False: it belongs to the organization's management account, which may keep its settings to itself. */
  readonly isOwn: boolean;
  readonly isMultiRegion: boolean;
  /** Undefined: not known. */
  readonly isLogging: boolean | undefined;
  /** Whether it logs management events, reads and writes. Undefined: not known. */
  readonly isWhole: boolean | undefined;
  /** Why it could not be looked at to the end. */
  readonly error?: unknown;
}

export type TrailFault = Extract<
  FindingKind,
  'trailOneRegion' | 'trailNotLogging' | 'trailLeavesOut'
>;

/** From the furthest from what is needed to the nearest. */
const faults: readonly TrailFault[] = ['trailOneRegion', 'trailNotLogging', 'trailLeavesOut'];

/**
 * Why EventBridge does not get every management event of every region by a trail; undefined: it does, or that is not
 * known. A trail of the management account shows whether it logs, and not always what.
 */
export function trailFault({
  isMultiRegion,
  isLogging,
  isWhole,
}: TrailSnapshot): TrailFault | undefined {
  if (!isMultiRegion) return 'trailOneRegion';
  if (isLogging === false) return 'trailNotLogging';
  return isWhole === false ? 'trailLeavesOut' : undefined;
}

/** Whether a trail does what is needed. What the management account does not show is taken for good. */
export function isGoodTrail(trail: TrailSnapshot): boolean {
  return trailFault(trail) === undefined && (trail.error === undefined || !trail.isOwn);
}

/**
 * What is wrong when no trail is good: about the one that is nearest to it.
 *
 * @throws the error of a trail of the account that could not be looked at, when it may be the good one.
 */
export function trailFindings(trails: readonly TrailSnapshot[]): Finding[] {
  if (trails.length === 0) return [{ kind: 'noTrail', place: trailPlace }];
  if (trails.some(isGoodTrail)) return [];
  const unread = trails.find((trail) => trailFault(trail) === undefined);
  if (unread !== undefined) throw unread.error;
  const kind = faults.findLast((fault) => trails.some((trail) => trailFault(trail) === fault));
  if (kind === undefined) return [];
  const names = trails.filter((trail) => trailFault(trail) === kind).map(({ name }) => name);
  return [{ kind, place: trailPlace, detail: names.join(', ') }];
}

/** Services that a trail may leave out of management events (CloudTrail User Guide, "Logging management events"). */
const mayBeLeftOut = ['kms.amazonaws.com', 'rdsdata.amazonaws.com'];

/**
 * Whether the selectors together take all management events, reads and writes (CloudTrail API Reference, EventSelector,
 * AdvancedEventSelector).
 */
export function seesManagementEvents({
  EventSelectors = [],
  AdvancedEventSelectors = [],
}: Pick<GetEventSelectorsCommandOutput, 'EventSelectors' | 'AdvancedEventSelectors'>): boolean {
  const taken = new Set([
    ...EventSelectors.flatMap(({ IncludeManagementEvents, ReadWriteType = 'All' }) =>
      IncludeManagementEvents === false ? [] : takenByType(ReadWriteType),
    ),
    ...AdvancedEventSelectors.flatMap(({ FieldSelectors = [] }) => takenByFields(FieldSelectors)),
  ]);
  return taken.has('reads') && taken.has('writes');
}

type Taken = 'reads' | 'writes';

function takenByType(type: string): Taken[] {
  if (type === 'All') return ['reads', 'writes'];
  return type === 'ReadOnly' ? ['reads'] : type === 'WriteOnly' ? ['writes'] : [];
}

function takenByFields(fields: readonly AdvancedFieldSelector[]): Taken[] {
  const isOfManagement = fields.some(
    ({ Field, Equals = [] }) => Field === 'eventCategory' && Equals.includes('Management'),
  );
  const isOfAll = fields.every(
    ({ Field, Equals, StartsWith, EndsWith, NotEquals = [], NotStartsWith, NotEndsWith }) =>
      Field === 'eventCategory' ||
      Field === 'readOnly' ||
      (Field === 'eventSource' &&
        [Equals, StartsWith, EndsWith, NotStartsWith, NotEndsWith].every((it) => !it?.length) &&
        NotEquals.every((source) => mayBeLeftOut.includes(source))),
  );
  if (!isOfManagement || !isOfAll) return [];
  const readOnly = fields.find(({ Field }) => Field === 'readOnly');
  if (readOnly === undefined) return ['reads', 'writes'];
  return (readOnly.Equals ?? []).flatMap((value): Taken[] =>
    value === 'true' ? ['reads'] : value === 'false' ? ['writes'] : [],
  );
}
