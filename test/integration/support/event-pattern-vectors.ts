/** A pattern with events that EventBridge passes and events that it refuses. */
export interface PatternVector {
  readonly claim: string;
  readonly pattern: object;
  readonly passes: readonly object[];
  readonly refuses: readonly object[];
}

/**
 * What EventBridge decides, taken from the engine that AWS publishes (github.com/aws/event-ruler: its
 * README, JsonRuleCompiler, Event) and from
 * docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html.
 */
export const vectors: readonly PatternVector[] = [
  {
    claim: 'an exact value is compared whole and with its case',
    pattern: { source: ['aws.iam', 'aws.s3'] },
    passes: [{ source: 'aws.iam' }, { source: 'aws.s3', region: 'us-east-1' }],
    refuses: [{ source: 'aws.ia' }, { source: 'AWS.IAM' }, { source: 'aws.iam ' }, { source: '' }],
  },
  {
    claim: 'a path that the event lacks is refused',
    pattern: { detail: { eventName: ['CreateUser'] } },
    passes: [{ detail: { eventName: 'CreateUser' } }],
    refuses: [{}, { detail: {} }, { detail: 'CreateUser' }, { eventName: 'CreateUser' }],
  },
  {
    claim: 'every path of a pattern must be met',
    pattern: { source: ['aws.iam'], detail: { userIdentity: { type: ['Root'] } } },
    passes: [{ source: 'aws.iam', detail: { userIdentity: { type: 'Root' } } }],
    refuses: [
      { source: 'aws.s3', detail: { userIdentity: { type: 'Root' } } },
      { source: 'aws.iam', detail: { userIdentity: { type: 'IAMUser' } } },
      { source: 'aws.iam' },
    ],
  },
  {
    claim: 'an empty string is a value like another',
    pattern: { detail: { accessKeyId: [''] } },
    passes: [{ detail: { accessKeyId: '' } }],
    refuses: [
      { detail: { accessKeyId: 'AKIA' } },
      { detail: { accessKeyId: null } },
      { detail: {} },
    ],
  },
  {
    claim: 'null matches null alone, neither absence nor the text',
    pattern: { detail: { responseElements: [null] } },
    passes: [{ detail: { responseElements: null } }],
    refuses: [
      { detail: {} },
      { detail: { responseElements: 'null' } },
      { detail: { responseElements: '' } },
      { detail: { responseElements: false } },
    ],
  },
  {
    claim: 'true matches the boolean, not the text',
    pattern: { detail: { readOnly: [true] } },
    passes: [{ detail: { readOnly: true } }],
    refuses: [
      { detail: { readOnly: 'true' } },
      { detail: { readOnly: false } },
      { detail: { readOnly: null } },
    ],
  },
  {
    claim: 'the text "true" matches the text, not the boolean',
    pattern: { detail: { readOnly: ['true'] } },
    passes: [{ detail: { readOnly: 'true' } }],
    refuses: [{ detail: { readOnly: true } }],
  },
  {
    claim: 'a number matches the number, not its text',
    pattern: { detail: { count: [5, 3.5] } },
    passes: [{ detail: { count: 5 } }, { detail: { count: 5.0 } }, { detail: { count: 3.5 } }],
    refuses: [{ detail: { count: '5' } }, { detail: { count: 6 } }, { detail: { count: null } }],
  },
  {
    claim: 'the text of a number matches the text, not the number',
    pattern: { account: ['123456789012'] },
    passes: [{ account: '123456789012' }],
    refuses: [{ account: 123456789012 }],
  },
  {
    claim: 'prefix matches the beginning of a text',
    pattern: { source: [{ prefix: 'aws.' }] },
    passes: [{ source: 'aws.signin' }, { source: 'aws.' }],
    refuses: [
      { source: 'custom.aws.' },
      { source: 'aws' },
      { source: 'AWS.iam' },
      { source: 5 },
      { source: null },
      {},
    ],
  },
  {
    claim: 'prefix with equals-ignore-case ignores case',
    pattern: { source: [{ prefix: { 'equals-ignore-case': 'AWS.s' } }] },
    passes: [{ source: 'aws.S3' }, { source: 'Aws.Signin' }],
    refuses: [{ source: 'aws.iam' }, { source: 'x.aws.s3' }, { source: true }, {}],
  },
  {
    claim: 'suffix matches the end of a text',
    pattern: { detail: { eventSource: [{ suffix: '.amazonaws.com' }] } },
    passes: [{ detail: { eventSource: 'iam.amazonaws.com' } }],
    refuses: [
      { detail: { eventSource: 'iam.amazonaws.com.example' } },
      { detail: { eventSource: 'iam.AMAZONAWS.COM' } },
      { detail: { eventSource: 7 } },
      { detail: {} },
    ],
  },
  {
    claim: 'suffix with equals-ignore-case ignores case',
    pattern: { detail: { file: [{ suffix: { 'equals-ignore-case': '.PNG' } }] } },
    passes: [{ detail: { file: 'a.png' } }, { detail: { file: 'a.PnG' } }],
    refuses: [{ detail: { file: 'a.png.txt' } }, { detail: { file: null } }, { detail: {} }],
  },
  {
    claim: 'equals-ignore-case ignores case and nothing else',
    pattern: { detail: { type: [{ 'equals-ignore-case': 'rOOt' }] } },
    passes: [{ detail: { type: 'Root' } }, { detail: { type: 'ROOT' } }],
    refuses: [{ detail: { type: 'Roots' } }, { detail: { type: 1 } }, { detail: {} }],
  },
  {
    claim: 'anything-but matches every other value, of whatever type',
    pattern: { detail: { state: [{ 'anything-but': 'initializing' }] } },
    passes: [
      { detail: { state: 'running' } },
      { detail: { state: '' } },
      { detail: { state: 5 } },
      { detail: { state: null } },
      { detail: { state: false } },
    ],
    refuses: [{ detail: { state: 'initializing' } }],
  },
  {
    claim: 'anything-but does not match a path that is absent',
    pattern: { detail: { invokedBy: [{ 'anything-but': 'autoscaling.amazonaws.com' }] } },
    passes: [{ detail: { invokedBy: 'signin.amazonaws.com' } }],
    refuses: [{ detail: {} }, {}, { detail: { invokedBy: { by: 'somebody' } } }],
  },
  {
    claim: 'anything-but with a list of texts matches none of them',
    pattern: { detail: { state: [{ 'anything-but': ['stopped', 'overloaded'] }] } },
    passes: [{ detail: { state: 'running' } }, { detail: { state: 1 } }],
    refuses: [{ detail: { state: 'stopped' } }, { detail: { state: 'overloaded' } }, {}],
  },
  {
    claim: 'anything-but with numbers matches none of them',
    pattern: { detail: { limit: [{ 'anything-but': [100, 200.5] }] } },
    passes: [{ detail: { limit: 101 } }, { detail: { limit: '100' } }],
    refuses: [{ detail: { limit: 100 } }, { detail: { limit: 200.5 } }, {}],
  },
  {
    claim: 'anything-but prefix matches what does not begin so',
    pattern: { detail: { state: [{ 'anything-but': { prefix: 'init' } }] } },
    passes: [
      { detail: { state: 'running' } },
      { detail: { state: 'Init' } },
      { detail: { state: 5 } },
    ],
    refuses: [{ detail: { state: 'initializing' } }, {}],
  },
  {
    claim: 'anything-but suffix matches what does not end so',
    pattern: { detail: { file: [{ 'anything-but': { suffix: ['.png', '.jpg'] } }] } },
    passes: [{ detail: { file: 'a.txt' } }, { detail: { file: '.png.txt' } }],
    refuses: [{ detail: { file: 'a.png' } }, { detail: { file: 'a.jpg' } }, {}],
  },
  {
    claim: 'anything-but equals-ignore-case refuses every casing',
    pattern: {
      detail: { state: [{ 'anything-but': { 'equals-ignore-case': ['stopped', 'Idle'] } }] },
    },
    passes: [{ detail: { state: 'running' } }],
    refuses: [{ detail: { state: 'STOPPED' } }, { detail: { state: 'idle' } }, {}],
  },
  {
    claim: 'anything-but wildcard matches what the wildcard does not',
    pattern: { detail: { path: [{ 'anything-but': { wildcard: '*/lib/*' } }] } },
    passes: [{ detail: { path: '/usr/bin/x' } }, { detail: { path: 'lib/x' } }],
    refuses: [{ detail: { path: '/usr/lib/x' } }, {}],
  },
  {
    claim: 'exists true matches any value, null included',
    pattern: { detail: { errorCode: [{ exists: true }] } },
    passes: [
      { detail: { errorCode: 'AccessDenied' } },
      { detail: { errorCode: '' } },
      { detail: { errorCode: null } },
      { detail: { errorCode: false } },
    ],
    refuses: [{ detail: {} }, {}, { detail: { errorCode: { code: 'AccessDenied' } } }],
  },
  {
    claim: 'exists false matches absence alone, and takes an object for absence',
    pattern: { detail: { invokedBy: [{ exists: false }] } },
    passes: [{ detail: { eventName: 'x' } }, {}, { detail: { invokedBy: { by: 'somebody' } } }],
    refuses: [
      { detail: { invokedBy: 'signin.amazonaws.com' } },
      { detail: { invokedBy: '' } },
      { detail: { invokedBy: null } },
    ],
  },
  {
    claim: 'exists false beside a value means absent or that value',
    pattern: { detail: { invokedBy: [{ exists: false }, 'signin.amazonaws.com'] } },
    passes: [{ detail: {} }, { detail: { invokedBy: 'signin.amazonaws.com' } }],
    refuses: [
      { detail: { invokedBy: 'autoscaling.amazonaws.com' } },
      { detail: { invokedBy: null } },
    ],
  },
  {
    claim: 'exists false beside null and the empty text means absent or saying nothing',
    pattern: { detail: { invokedBy: [{ exists: false }, null, ''] } },
    passes: [{ detail: {} }, { detail: { invokedBy: null } }, { detail: { invokedBy: '' } }],
    refuses: [
      { detail: { invokedBy: 'autoscaling.amazonaws.com' } },
      { detail: { invokedBy: ' ' } },
    ],
  },
  {
    claim: 'numeric with one bound',
    pattern: { detail: { count: [{ numeric: ['<', 10] }] } },
    passes: [{ detail: { count: 9.99 } }, { detail: { count: -5 } }],
    refuses: [
      { detail: { count: 10 } },
      { detail: { count: '9' } },
      { detail: { count: null } },
      {},
    ],
  },
  {
    claim: 'numeric with <= includes the bound',
    pattern: { detail: { count: [{ numeric: ['<=', 10] }] } },
    passes: [{ detail: { count: 10 } }],
    refuses: [{ detail: { count: 10.5 } }],
  },
  {
    claim: 'numeric range with an open lower and a closed upper bound',
    pattern: { detail: { count: [{ numeric: ['>', 0, '<=', 5] }] } },
    passes: [{ detail: { count: 0.5 } }, { detail: { count: 5 } }],
    refuses: [{ detail: { count: 0 } }, { detail: { count: 5.5 } }],
  },
  {
    claim: 'numeric range with a closed lower and an open upper bound',
    pattern: { detail: { count: [{ numeric: ['>=', -1, '<', 1] }] } },
    passes: [{ detail: { count: -1 } }, { detail: { count: 0 } }],
    refuses: [{ detail: { count: 1 } }, { detail: { count: -1.5 } }],
  },
  {
    claim: 'numeric equality',
    pattern: { detail: { limit: [{ numeric: ['=', 301.8] }] } },
    passes: [{ detail: { limit: 301.8 } }, { detail: { limit: 3.018e2 } }],
    refuses: [{ detail: { limit: 301.9 } }, { detail: { limit: '301.8' } }],
  },
  {
    claim: 'cidr matches IPv4 addresses within the block',
    pattern: { detail: { sourceIPAddress: [{ cidr: '10.0.0.0/24' }] } },
    passes: [
      { detail: { sourceIPAddress: '10.0.0.0' } },
      { detail: { sourceIPAddress: '10.0.0.255' } },
    ],
    refuses: [
      { detail: { sourceIPAddress: '10.0.1.0' } },
      { detail: { sourceIPAddress: 'AWS Internal' } },
      { detail: { sourceIPAddress: '2001:db8::1' } },
      { detail: {} },
    ],
  },
  {
    claim: 'cidr matches IPv6 addresses within the block',
    pattern: { detail: { sourceIPAddress: [{ cidr: '2001:db8::/32' }] } },
    passes: [{ detail: { sourceIPAddress: '2001:db8:1::5' } }],
    refuses: [
      { detail: { sourceIPAddress: '2001:db9::5' } },
      { detail: { sourceIPAddress: '10.0.0.1' } },
    ],
  },
  {
    claim: 'wildcard matches any run of characters, none included',
    pattern: { source: [{ wildcard: 'Simple*Service' }] },
    passes: [{ source: 'SimpleEmailService' }, { source: 'SimpleService' }],
    refuses: [{ source: 'SimpleEmailServices' }, { source: 'simpleService' }, { source: 5 }, {}],
  },
  {
    claim: 'in a wildcard nothing but * is special, and \\ escapes it',
    pattern: { source: [{ wildcard: 'a.b\\*c\\\\*' }] },
    passes: [{ source: 'a.b*c\\' }, { source: 'a.b*c\\more' }],
    refuses: [{ source: 'aXb*c\\' }, { source: 'a.bXc\\' }, { source: 'a.b*c' }],
  },
  {
    claim: '$or passes when one alternative does, beside what all of them need',
    pattern: {
      source: ['aws.cloudwatch'],
      $or: [{ metric: ['CPU', 'Latency'] }, { kind: ['k'], namespace: ['AWS/EC2'] }],
    },
    passes: [
      { source: 'aws.cloudwatch', metric: 'CPU' },
      { source: 'aws.cloudwatch', kind: 'k', namespace: 'AWS/EC2' },
    ],
    refuses: [
      { source: 'aws.other', metric: 'CPU' },
      { source: 'aws.cloudwatch', kind: 'k' },
      { source: 'aws.cloudwatch' },
    ],
  },
  {
    claim: '$or works within an object and within another $or',
    pattern: {
      detail: {
        $or: [{ a: [1] }, { b: [2], $or: [{ c: [3] }, { d: [{ exists: false }], e: [5] }] }],
      },
    },
    passes: [{ detail: { a: 1 } }, { detail: { b: 2, c: 3 } }, { detail: { b: 2, e: 5 } }],
    refuses: [
      { detail: { b: 2 } },
      { detail: { c: 3 } },
      { detail: { b: 2, d: 4, e: 5 } },
      { a: 1 },
    ],
  },
  {
    claim: 'an array in the event passes when one of its values does',
    pattern: { resources: ['arn:a', 'arn:b'] },
    passes: [{ resources: ['arn:x', 'arn:b'] }, { resources: ['arn:a'] }],
    refuses: [{ resources: ['arn:x'] }, { resources: [] }],
  },
  {
    claim: 'anything-but passes an array that holds one other value',
    pattern: { resources: [{ 'anything-but': 'arn:a' }] },
    passes: [{ resources: ['arn:a', 'arn:b'] }],
    refuses: [{ resources: ['arn:a'] }, { resources: [] }],
  },
];

/**
 * Where moto 5.2.1 (moto/events/models.py, EventPattern) answers otherwise than AWS, with the reason.
 * Each event here is one on which the two differ.
 */
export const vectorsBesideMoto: readonly (PatternVector & { readonly motoReason: string })[] = [
  {
    claim: 'objects in an array stand for the value of the array',
    pattern: { employees: { firstName: ['Anna'] } },
    passes: [
      { employees: [{ firstName: 'John' }, { firstName: 'Anna' }] },
      { employees: [[{ firstName: 'John' }], [{ firstName: 'Anna' }]] },
    ],
    refuses: [],
    motoReason: 'it looks into objects, never into the objects of an array',
  },
  {
    claim: 'two paths may be met by one element of an array',
    pattern: { employees: { firstName: ['Anna'], lastName: ['Smith'] } },
    passes: [{ employees: [{ firstName: 'Anna', lastName: 'Smith' }, { firstName: 'Peter' }] }],
    refuses: [],
    motoReason: 'it looks into objects, never into the objects of an array',
  },
  {
    claim: 'exists false is refused by a value in an object of an array',
    pattern: { employees: { firstName: [{ exists: false }] } },
    passes: [],
    refuses: [{ employees: [{ lastName: 'Smith' }, { firstName: 'Anna' }] }],
    motoReason: 'it looks into objects, never into the objects of an array',
  },
  {
    claim: 'arrays within arrays are flattened',
    pattern: { resources: ['arn:a'] },
    passes: [{ resources: [['arn:x'], ['arn:a']] }],
    refuses: [],
    motoReason: 'it compares the values of the outer array only',
  },
  {
    claim: 'an empty array or object is no value',
    pattern: { resources: [{ exists: true }] },
    passes: [],
    refuses: [{ resources: [] }, { resources: {} }],
    motoReason: 'it takes the empty container for a value',
  },
  {
    claim: 'a boolean is no number',
    pattern: { detail: { count: [1, { numeric: ['>', 0] }] } },
    passes: [],
    refuses: [{ detail: { count: true } }],
    motoReason: 'in Python True equals 1 and is an int',
  },
  {
    claim: 'a wildcard spans lines',
    pattern: { source: [{ wildcard: 'a*b' }] },
    passes: [{ source: 'a\nb' }],
    refuses: [],
    motoReason: 'in its regular expression the dot stops at a line break',
  },
  {
    claim: 'numeric compares numbers up to five thousand million only',
    pattern: { detail: { count: [{ numeric: ['>', 0] }] } },
    passes: [],
    refuses: [{ detail: { count: 5_000_000_001 } }],
    motoReason: 'it knows no limit',
  },
];
