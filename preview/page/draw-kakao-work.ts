import * as v from 'valibot';
import { drawAddresses } from './draw-marks.ts';
import { drawText } from './draw-parts.ts';
import { drawPost } from './draw-post.ts';
import type { Html } from './html.ts';
import { undrawnKeys } from './undrawn.ts';

/** What public code posts. */
const payloadSchema = v.looseObject({ text: v.pipe(v.string(), v.minLength(1)) });

/** Draws a payload about as a room of KakaoWork does. @throws {v.ValiError} when it would not take it. */
export function drawKakaoWork(payload: unknown, time: string): Html {
  const { text, ...others } = v.parse(payloadSchema, payload);
  return drawPost({
    room: 'kakaoWork',
    sender: 'root-alert',
    badge: 'BOT',
    time,
    body: drawText(drawAddresses(text)),
    undrawn: undrawnKeys(others),
  });
}
