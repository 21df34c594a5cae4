/** What CloudWatch says of one data point that crossed a threshold. */
export interface CrossedThreshold {
  readonly value: number;
  readonly threshold: number;
  /** When the period of the data point began. */
  readonly since: Date;
}

const date = String.raw`\((\d\d)\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)\)`;
const number = String.raw`(\d{1,9}(?:\.\d{1,9})?)`;
const crossed = new RegExp(
  String.raw`^Threshold Crossed: (?:1 datapoint|1 out of the last \d+ datapoints) \[${number} ${date}\] was greater than (?:or equal to )?the threshold \(${number}\)`,
);

/** Undefined: the reason says something else, or more than one data point. */
export function crossedThreshold(reason: string | undefined): CrossedThreshold | undefined {
  const [, value, day, month, year, hour, minute, second, threshold] =
    crossed.exec(reason ?? '') ?? [];
  const since = new Date(`20${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (threshold === undefined || Number.isNaN(since.getTime())) return undefined;
  return { value: Number(value), threshold: Number(threshold), since };
}

/** The reason with its dates as nobody misreads them: CloudWatch writes the day first, the year last, in UTC, and says neither. */
export function withPlainDates(reason: string | undefined): string | undefined {
  return reason?.replaceAll(new RegExp(date, 'g'), '(20$3-$2-$1 $4:$5:$6 UTC)');
}
