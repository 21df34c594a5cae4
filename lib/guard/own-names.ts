import { resourceNames } from '../resource-names.ts';
import type { OwnDeployment } from './own-deployment.ts';
import type { PartKind } from './part-kinds.ts';

/** The parts that have a name of ours. */
export type NamedKind = Exclude<PartKind, 'key' | 'trail' | 'organization' | 'changeSet'>;

const region = '[a-z]{2}(?:-[a-z]+)+-\\d+';

/**
 * Longer than any name or ARN (an ARN has at most 2,048 characters, by the APIs that take one). What is longer names
 * nothing of ours, and costs no time.
 */
const maxNameLength = 2_048;

/**
 * The name of the part of this deployment that a text names: its name, its ARN, a part of its ARN as Lambda takes it,
 * or its URL, with a version, an id or a suffix that AWS adds. Undefined: it names none.
 *
 * Neither region nor account is compared: a function does not know those of the deployment. Whoever has parts of these
 * names in another account that forwards here is told of, too, with the number of that account.
 *
 * @param text as a request has it: hostile
 */
export function ownName(
  kind: NamedKind,
  text: string,
  { stage, trailLogGroup, apiId }: OwnDeployment,
): string | undefined {
  if (text.length > maxNameLength) return undefined;
  if (kind === 'secret') return secretName(text, stage);
  if (kind === 'api') return text === apiId ? text : undefined;
  if (kind === 'logGroup') return logGroupName(text, stage, trailLogGroup);
  const form = forms(stage)[kind];
  return text.split(/[:/]/).find((part) => form.test(part));
}

function forms(
  stage: string,
): Readonly<Record<Exclude<NamedKind, 'secret' | 'logGroup' | 'api'>, RegExp>> {
  const names = resourceNames(stage);
  const own = literal(names.stack);
  const ofStage = `root-alert-[a-z]\\w*-${literal(stage)}`;
  const alarm = literal(names.alarm);
  return {
    function: whole(`${own}-[a-z]\\w*`),
    rule: whole(`${own}(?:-forward-${region}|-guard-${region}|-guard-[a-z]+|-[a-z]+)?`),
    bus: whole(own),
    queue: whole(`${ofStage}(?:-${region})?`),
    topic: whole(`${alarm}|${ofStage}`),
    table: whole(ofStage),
    alarm: whole(`${alarm}|${own}-.+`),
    dashboard: whole(literal(names.dashboard)),
    // The stack of a forwarder has the name of its StackSet and an id.
    stack: whole(`${own}|StackSet-${own}-.+`),
    stackSet: whole(`${literal(names.regionStackSet)}|${literal(names.organizationStackSet)}`),
    // CloudFormation makes its name as those of roles, in small letters. One that an earlier stack left is ours as well.
    bucket: whole(`${own}-evid[a-z]*-[a-z0-9]+`),
    // CloudFormation makes the names of roles: stack, logical id, and characters of its own.
    role: whole(`${own}-[A-Z]\\w*-\\w+|${own}-${region}-(?:forwarders|guard)|StackSet-${own}-.+`),
  };
}

function secretName(text: string, stage: string): string | undefined {
  // Secrets Manager ends an ARN with a hyphen and six characters of its own.
  const form = new RegExp(`(?:^|:secret:)(root-alert/${literal(stage)}/[a-z]+)(?:-\\w{6})?$`);
  return form.exec(text)?.[1];
}

function logGroupName(
  text: string,
  stage: string,
  trailLogGroup: string | undefined,
): string | undefined {
  const prefix = literal(resourceNames(stage).logGroup(''));
  const name = new RegExp(`(?:^|:log-group:)(${prefix}[a-z]\\w*)(?::\\*)?$`).exec(text)?.[1];
  if (name !== undefined || trailLogGroup === undefined) return name;
  const isTrails = [trailLogGroup, `${trailLogGroup}:*`].some(
    (own) => text === own || text.endsWith(`:log-group:${own}`),
  );
  return isTrails ? trailLogGroup : undefined;
}

function whole(form: string): RegExp {
  return new RegExp(`^(?:${form})$`);
}

/** A text as a regular expression that means just it. */
export function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
