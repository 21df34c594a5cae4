import type { Severity } from '../classify/classes.ts';
import type { EvidenceFault } from '../evidence/evidence-fault.ts';
import type { EvidenceMismatch } from '../evidence/evidence-mismatch.ts';

/** What the report of a month says. Its times and names are put in as text that is escaped already. */
export interface ReportWords {
  readonly title: (month: string, account: string, stage: string) => string;
  readonly madeOf: (madeAt: string, version: string) => string;
  readonly headings: Readonly<
    Record<
      | 'summary'
      | 'absence'
      | 'uses'
      | 'changes'
      | 'drills'
      | 'answers'
      | 'planned'
      | 'evidence'
      | 'blind'
      | 'controls'
      | 'limits',
      string
    >
  >;
  readonly columns: Readonly<
    Record<
      | 'happened'
      | 'account'
      | 'event'
      | 'severity'
      | 'told'
      | 'took'
      | 'rooms'
      | 'answer'
      | 'id'
      | 'by'
      | 'why'
      | 'allowed'
      | 'evidence'
      | 'differs'
      | 'what'
      | 'from'
      | 'until'
      | 'how'
      | 'control'
      | 'shows',
      string
    >
  >;
  readonly severity: Readonly<Record<Severity, string>>;
  readonly path: Readonly<
    Record<'atOnce' | 'outbox' | 'lookBack' | 'alarm' | 'told' | 'untold', string>
  >;
  readonly unknown: string;
  readonly none: string;
  readonly lasts: string;
  /** A time that something took, in milliseconds. */
  readonly span: (ms: number) => string;
  readonly summary: {
    readonly uses: (count: number, atOnce: number, later: number, untold: number) => string;
    readonly latency: (fastest: string, middle: string, slowest: string) => string;
    readonly missed: (count: number) => string;
    readonly drills: (count: number, told: number) => string;
    readonly runs: (count: number, fewest: number, most: number) => string;
    readonly noRuns: string;
    readonly evidence: (used: number, faults: number, mismatches: number) => string;
    readonly logsGone: (before: string) => string;
  };
  readonly absence: {
    readonly shown: (account: string, from: string, until: string) => string;
    readonly why: (until: string, fewest: number, most: number) => string;
    readonly used: (account: string, count: number) => string;
    readonly notShown: (account: string) => string;
    readonly knownFrom: (at: string) => string;
    readonly lookedUntil: (at: string) => string;
    readonly noLog: (functions: string) => string;
    readonly evidenceFaulty: string;
    readonly otherAccounts: string;
  };
  readonly verdict: Readonly<Record<'planned' | 'notUs', string>>;
  readonly unanswered: string;
  readonly fromSession: string;
  readonly evidence: {
    readonly off: string;
    readonly read: (objects: number, used: number) => string;
    readonly begins: (at: string) => string;
    readonly last: (number: number, hash: string) => string;
    readonly whole: string;
    readonly fault: (fault: EvidenceFault) => string;
    readonly more: (count: number) => string;
    readonly mismatch: Readonly<Record<EvidenceMismatch, string>>;
    readonly noMismatch: string;
    readonly mismatchNote: string;
  };
  readonly blind: Readonly<Record<'gap' | 'wait', string>>;
  /** What stands under the table of controls. */
  readonly controlsNote: string;
  readonly controls: readonly { readonly control: string; readonly shows: string }[];
  readonly limits: readonly string[];
  readonly picture: { readonly uses: string; readonly drills: string; readonly blind: string };
}
