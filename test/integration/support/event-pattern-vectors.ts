/** A pattern with events that EventBridge passes and events that it refuses. */
export interface PatternVector {
  readonly claim: string;
  readonly pattern: object;
  readonly passes: readonly object[];
  readonly refuses: readonly object[];
}

/** What filters on `detail.x` decide of values of `x`; undefined is absence. */
const onField = (
  claim: string,
  filters: readonly unknown[],
  passes: readonly unknown[],
  refuses: readonly unknown[],
): PatternVector => {
  const eventWith = (x: unknown) => ({ detail: x === undefined ? {} : { x } });
  return {
    claim,
    pattern: { detail: { x: filters } },
    passes: passes.map(eventWith),
    refuses: refuses.map(eventWith),
  };
};

const absent = undefined;

/** What EventBridge decides; sources: event-pattern.ts. */
export const vectors: readonly PatternVector[] = [
  onField(
    'an exact value is compared whole and with its case',
    ['aws.iam', 'aws.s3'],
    ['aws.iam', 'aws.s3'],
    ['aws.ia', 'AWS.IAM', 'aws.iam ', '', absent],
  ),
  onField('an empty string is a value like another', [''], [''], ['AKIA', null, absent]),
  onField('null matches null alone', [null], [null], [absent, 'null', '', false]),
  onField('true matches the boolean, not the text', [true], [true], ['true', false, null]),
  onField('the text "true" matches the text', ['true'], ['true'], [true]),
  onField('a number matches the number, not its text', [5, 3.5], [5, 3.5], ['5', 6, null]),
  onField('the text of a number matches the text', ['12'], ['12'], [12]),
  onField(
    'prefix matches the beginning of a text',
    [{ prefix: 'aws.' }],
    ['aws.signin', 'aws.'],
    ['custom.aws.', 'aws', 'AWS.iam', 5, null, absent],
  ),
  onField(
    'suffix matches the end of a text',
    [{ suffix: '.com' }],
    ['iam.com', '.com'],
    ['iam.com.example', 'iam.COM', 7, absent],
  ),
  onField(
    'equals-ignore-case ignores case and nothing else',
    [{ 'equals-ignore-case': 'rOOt' }],
    ['Root', 'ROOT'],
    ['Roots', 1, absent],
  ),
  onField(
    'anything-but matches every other value, of whatever type, and needs one',
    [{ 'anything-but': 'stopped' }],
    ['running', '', 5, null, false],
    ['stopped', absent, { by: 'somebody' }],
  ),
  onField(
    'anything-but with a list matches none of it',
    [{ 'anything-but': ['stopped', 'idle'] }],
    ['running', 1],
    ['stopped', 'idle', absent],
  ),
  onField(
    'anything-but with numbers matches none of them',
    [{ 'anything-but': [100, 200.5] }],
    [101, '100'],
    [100, 200.5, absent],
  ),
  onField(
    'exists true matches any value, null included',
    [{ exists: true }],
    ['AccessDenied', '', null, false],
    [absent, { code: 'AccessDenied' }],
  ),
  onField(
    'exists false matches absence alone, and takes an object for absence',
    [{ exists: false }],
    [absent, { by: 'somebody' }],
    ['signin.amazonaws.com', '', null],
  ),
  onField(
    'exists false beside values means absent or one of them',
    [{ exists: false }, null, ''],
    [absent, null, ''],
    ['autoscaling.amazonaws.com', ' '],
  ),
  onField(
    'an array passes when one of its values does',
    ['arn:a', 'arn:b'],
    [['arn:x', 'arn:b'], ['arn:a']],
    [['arn:x'], []],
  ),
  onField(
    'anything-but passes an array that holds one other value',
    [{ 'anything-but': 'arn:a' }],
    [['arn:a', 'arn:b']],
    [['arn:a'], []],
  ),
  {
    claim: 'every path of a pattern must be met, at its place',
    pattern: { source: ['aws.iam'], detail: { userIdentity: { type: ['Root'] } } },
    passes: [{ source: 'aws.iam', region: 'x', detail: { userIdentity: { type: 'Root' } } }],
    refuses: [
      { source: 'aws.s3', detail: { userIdentity: { type: 'Root' } } },
      { source: 'aws.iam', detail: { userIdentity: { type: 'IAMUser' } } },
      { source: 'aws.iam', detail: { userIdentity: 'Root', type: 'Root' } },
      { source: 'aws.iam' },
    ],
  },
  {
    claim: '$or passes when one alternative does, beside what all of them need',
    pattern: { s: ['cw'], $or: [{ metric: ['CPU', 'IO'] }, { kind: ['k'], space: ['EC2'] }] },
    passes: [
      { s: 'cw', metric: 'CPU' },
      { s: 'cw', kind: 'k', space: 'EC2' },
    ],
    refuses: [{ s: 'x', metric: 'CPU' }, { s: 'cw', kind: 'k' }, { s: 'cw' }],
  },
  {
    claim: '$or works within an object and within another $or',
    pattern: { x: { $or: [{ a: [1] }, { b: [2], $or: [{ c: [3] }, { d: [4], e: [5] }] }] } },
    passes: [{ x: { a: 1 } }, { x: { b: 2, c: 3 } }, { x: { b: 2, d: 4, e: 5 } }],
    refuses: [{ x: { b: 2 } }, { x: { c: 3 } }, { x: { b: 2, e: 5 } }, { a: 1 }],
  },
];

/** Where moto 5.2.1 (moto/events/models.py, EventPattern) answers otherwise than AWS, on each of these events. */
export const vectorsBesideMoto: readonly PatternVector[] = [
  // It compares the values of the outer array only.
  onField('arrays within arrays are flattened', ['arn:a'], [[['arn:x'], ['arn:a']]], []),
  // It takes the empty container for a value.
  onField('an empty array or object is no value', [{ exists: true }], [], [[], {}]),
  // In Python True equals 1.
  onField('a boolean is no number', [1], [], [true]),
];
