import { describe, expect, test } from 'vitest';
import { createCachedValue } from '../../lib/cached-value.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';

type Read = (clock: FakeClock) => Promise<string>;
const maxAgeMs = 60_000;

const gives =
  (value: string, afterMs = 0): Read =>
  (clock) =>
    afterMs === 0 ? Promise.resolve(value) : clock.after(afterMs).then(() => value);
const fails =
  (message: string, afterMs = 0): Read =>
  (clock) =>
    (afterMs === 0 ? Promise.resolve() : clock.after(afterMs)).then(() =>
      Promise.reject(new Error(message)),
    );
const hangs: Read = () => new Promise(() => undefined);

/** A value whose reads go as scripted, one by one, and how many of them were begun. */
function valueRead(...script: readonly Read[]) {
  const clock = createFakeClock();
  let reads = 0;
  const value = createCachedValue(
    () => {
      const read = script[reads] ?? fails('one read too many');
      reads += 1;
      return read(clock);
    },
    { maxAgeMs, clock },
  );
  return { value, clock, reads: () => reads };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the first read', () => {
  test('begins before anybody asks', () => {
    expect(valueRead(gives('one')).reads()).toBe(1);
  });

  test('is what the first who asks gets, without another', async () => {
    const { value, reads } = valueRead(gives('one'));
    expect(await value.get()).toBe('one');
    expect(reads()).toBe(1);
  });

  test('that fails reaches nobody until somebody asks, and then another is begun', async () => {
    const { value, reads } = valueRead(fails('no network'), gives('two'));
    await settled();
    expect(await value.get()).toBe('two');
    expect(reads()).toBe(2);
  });

  test('that fails while somebody waits for it is followed by another', async () => {
    const { value } = valueRead(fails('no network', 300), gives('two'));
    expect(await value.get()).toBe('two');
  });
});

describe('a value that was read', () => {
  test('is kept until it is as old as it may be', async () => {
    const { value, clock, reads } = valueRead(gives('one'), gives('two'));
    await value.get();
    clock.advance(maxAgeMs - 1);
    expect(await value.get()).toBe('one');
    expect(reads()).toBe(1);
  });

  test('is read again from then on', async () => {
    const { value, clock } = valueRead(gives('one'), gives('two'));
    await value.get();
    clock.advance(maxAgeMs);
    expect(await value.get()).toBe('two');
  });

  test('is as old as the begin of its read: a sandbox may have been frozen before the end', async () => {
    const { value, clock } = valueRead(gives('one', 1_000), gives('two'));
    await value.get();
    clock.advance(maxAgeMs - 1_000);
    expect(await value.get()).toBe('two');
  });

  test('keeps its own age after it was read again', async () => {
    const { value, clock, reads } = valueRead(gives('one'), gives('two'), gives('three'));
    await value.get();
    clock.advance(maxAgeMs);
    await value.get();
    clock.advance(maxAgeMs - 1);
    expect(await value.get()).toBe('two');
    expect(reads()).toBe(2);
  });

  test('that is too old is given all the same when no fresh one can be had', async () => {
    const { value, clock } = valueRead(gives('one'), fails('throttled'), gives('three'));
    await value.get();
    clock.advance(maxAgeMs);
    expect(await value.get()).toBe('one');
  });
});

describe('while a fresh value does not come', () => {
  test('the last one is given after two seconds', async () => {
    const { value, clock } = valueRead(gives('one'), hangs);
    await value.get();
    clock.advance(maxAgeMs);
    expect(await value.get()).toBe('one');
    expect(clock.elapsedMs()).toBe(maxAgeMs + 2_000);
  });

  test('and comes after all, it is what the next who asks gets', async () => {
    const { value, clock, reads } = valueRead(gives('one'), gives('two', 3_000));
    await value.get();
    clock.advance(maxAgeMs);
    expect(await value.get()).toBe('one');
    await clock.after(1_000);
    expect(await value.get()).toBe('two');
    expect(reads()).toBe(2);
  });

  test('and there never was one, it is waited for', async () => {
    const { value, clock } = valueRead(hangs, gives('two', 3_000));
    expect(await value.get()).toBe('two');
    expect(clock.elapsedMs()).toBe(5_000);
  });
});

describe('a failed read', () => {
  test('is never kept: the next who asks begins another', async () => {
    const { value, clock, reads } = valueRead(gives('one'), fails('throttled'), gives('three'));
    await value.get();
    clock.advance(maxAgeMs);
    await value.get();
    expect(await value.get()).toBe('three');
    expect(reads()).toBe(3);
  });

  test('rejects, with the reason, when there never was a value', async () => {
    const { value } = valueRead(fails('first'), fails('second'));
    await expect(value.get()).rejects.toThrow('second');
  });

  test('that rejected once does not reject for ever', async () => {
    const { value } = valueRead(fails('first'), fails('second'), gives('three'));
    await expect(value.get()).rejects.toThrow('second');
    expect(await value.get()).toBe('three');
  });
});

describe('a read that is still pending', () => {
  test('is waited for while it is younger than two seconds', async () => {
    const { value, clock, reads } = valueRead(gives('one', 1_999), gives('two'));
    expect(await value.get()).toBe('one');
    expect(reads()).toBe(1);
    expect(clock.elapsedMs()).toBe(1_999);
  });

  test('is given up at two seconds, and another is begun', async () => {
    const { value, clock } = valueRead(hangs, gives('two'));
    expect(await value.get()).toBe('two');
    expect(clock.elapsedMs()).toBe(2_000);
  });

  test('has had its two seconds already when it hung in a frozen sandbox', async () => {
    const { value, clock } = valueRead(hangs, gives('two'));
    clock.advance(900_000);
    expect(await value.get()).toBe('two');
    expect(clock.sleeps).toEqual([]);
  });

  test('gets what is left of its two seconds', async () => {
    const { value, clock } = valueRead(hangs, gives('two'));
    clock.advance(1_500);
    await value.get();
    expect(clock.sleeps).toEqual([500]);
  });

  test('leaves nobody sleeping once it ends in time', async () => {
    const { value, clock } = valueRead(gives('one', 300));
    await value.get();
    expect(clock.sleepers()).toBe(0);
  });

  test('is shared by all who ask meanwhile', async () => {
    const { value, reads } = valueRead(gives('one', 300), gives('two'));
    expect(await Promise.all([value.get(), value.get()])).toEqual(['one', 'one']);
    expect(reads()).toBe(1);
  });

  test('and ends after one that was begun later does not replace what that one gave', async () => {
    const { value, clock } = valueRead(gives('old', 5_000), gives('new'), fails('throttled'));
    expect(await value.get()).toBe('new');
    await clock.after(maxAgeMs);
    expect(await value.get()).toBe('new');
  });
});

describe('reading again on demand', () => {
  test('reads, however young the kept value is', async () => {
    const { value, reads } = valueRead(gives('one'), gives('two'));
    await value.get();
    expect(await value.reread()).toBe('two');
    expect(reads()).toBe(2);
  });

  test('leaves what it read for whoever asks next', async () => {
    const { value, reads } = valueRead(gives('one'), gives('two'), gives('three'));
    await value.get();
    await value.reread();
    expect(await value.get()).toBe('two');
    expect(reads()).toBe(2);
  });

  test('rejects when it fails, for the kept value is what is in doubt', async () => {
    const { value } = valueRead(gives('one'), fails('throttled'));
    await value.get();
    await expect(value.reread()).rejects.toThrow('throttled');
  });

  test('that failed is followed by a read for whoever asks next', async () => {
    const { value } = valueRead(gives('one'), fails('throttled'), gives('three'));
    await value.get();
    await expect(value.reread()).rejects.toThrow();
    expect(await value.get()).toBe('three');
  });
});

describe('a refresh', () => {
  const aged = async (...script: readonly Read[]) => {
    const cached = valueRead(gives('one'), ...script);
    await cached.value.get();
    cached.clock.advance(maxAgeMs);
    return cached;
  };

  test('begins the read that the next who asks gets, so that he does not wait for it', async () => {
    const { value, clock, reads } = await aged(gives('two', 300), gives('three'));
    value.refresh();
    expect(reads()).toBe(2);
    await clock.after(300);
    expect(await value.get()).toBe('two');
    expect(clock.elapsedMs()).toBe(maxAgeMs + 300);
    expect(reads()).toBe(2);
  });

  test('reads nothing where the kept value is young enough', async () => {
    const { value, reads } = valueRead(gives('one'), gives('two'));
    await value.get();
    value.refresh();
    expect(await value.get()).toBe('one');
    expect(reads()).toBe(1);
  });

  test('reads nothing where a read is under way', async () => {
    const { value, reads } = valueRead(gives('one', 300), gives('two'));
    value.refresh();
    expect(await value.get()).toBe('one');
    expect(reads()).toBe(1);
  });

  test('takes no read that is under way: by the time that somebody asks it may be too old', async () => {
    const clock = createFakeClock();
    const script = [gives('one', 300), gives('two')];
    const value = createCachedValue(() => (script.shift() ?? hangs)(clock), {
      maxAgeMs: 300,
      clock,
    });
    value.refresh();
    await clock.after(300);
    await settled();
    expect(await value.get()).toBe('two');
  });

  test('that fails leaves the last value, without another read', async () => {
    const { value, reads } = await aged(fails('throttled'), gives('three'));
    value.refresh();
    await settled();
    expect(await value.get()).toBe('one');
    expect(reads()).toBe(2);
  });

  test('that fails where there never was a value rejects for the next who asks, and for nobody else', async () => {
    const { value, reads } = valueRead(fails('first'), fails('second'), gives('three'));
    await settled();
    value.refresh();
    await settled();
    await expect(value.get()).rejects.toThrow('second');
    expect(reads()).toBe(2);
    expect(await value.get()).toBe('three');
  });

  test('that hangs is waited for two seconds in all', async () => {
    const { value, clock } = await aged(hangs);
    value.refresh();
    await clock.after(1_500);
    expect(await value.get()).toBe('one');
    expect(clock.elapsedMs()).toBe(maxAgeMs + 2_000);
  });

  test('that nobody asked after for two seconds says nothing to who asks then: its sandbox was frozen', async () => {
    const { value, clock } = await aged(gives('two'), gives('three'));
    value.refresh();
    clock.advance(2 * maxAgeMs);
    expect(await value.get()).toBe('three');
  });

  test('gives way to a value that was read again on demand', async () => {
    const { value } = await aged(gives('two'), gives('three'));
    value.refresh();
    await value.reread();
    expect(await value.get()).toBe('three');
  });
});
