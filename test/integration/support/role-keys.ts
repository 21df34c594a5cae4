import { resource, type Template } from './packaged-service.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const listOf = <T>(value: T | readonly T[]): readonly T[] =>
  Array.isArray(value) ? value : [value as T];

/**
 * Whether the policy of a role in the template lets a call of DynamoDB through, by its operation and its key: as the IAM User Guide
 * says of `ForAllValues:StringLike` and `Null`, and the DynamoDB Developer Guide of `dynamodb:LeadingKeys`. A condition on attributes, as
 * scans have it, passes for none.
 *
 * @throws when a statement has a condition of another kind.
 */
export function permittedBy(
  role: string,
  template: Template,
): (operation: string, pk: string | undefined) => boolean {
  const { Policies } = resource(role, template).Properties as {
    Policies: { PolicyDocument: { Statement: Statement[] } }[];
  };
  const statements = Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .filter(({ Action }) => listOf(Action).some((action) => action.startsWith('dynamodb:')))
    .map(({ Action, Condition = {} }) => ({ actions: listOf(Action), condition: Condition }));
  for (const { condition } of statements) {
    for (const [operator, values] of Object.entries(condition)) {
      const others = Object.keys(values).filter(
        (key) => !/^dynamodb:(?:Attributes|Select)$/.test(key) && !isKnown(operator, key),
      );
      if (others.length > 0) throw new Error(`a condition that nobody knows here: ${others}`);
    }
  }
  return (operation, pk) =>
    statements.some(({ actions, condition }) => {
      if (!actions.includes(`dynamodb:${operation}`)) return false;
      const patterns = condition['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];
      const mayLackKey = condition['Null']?.['dynamodb:LeadingKeys'] !== 'false';
      if (pk === undefined) return mayLackKey;
      return (
        patterns === undefined ||
        listOf(patterns as string[]).some((pattern) => isLike(pk, pattern))
      );
    });
}

function isKnown(operator: string, key: string): boolean {
  return key === 'dynamodb:LeadingKeys' && /^(?:ForAllValues:StringLike|Null)$/.test(operator);
}

/** `*` stands for any characters. */
function isLike(text: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[\\^$.+?()[\]{}|/-]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text);
}
