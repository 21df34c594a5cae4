import * as v from 'valibot';
import { drawMarkdown } from './draw-marks.ts';
import { drawText } from './draw-parts.ts';
import { drawPost } from './draw-post.ts';
import type { Html } from './html.ts';
import { undrawnKeys } from './undrawn.ts';

/** "1:1 메시지 전송" of Dooray's service API. */
const payloadSchema = v.looseObject({
  text: v.pipe(v.string(), v.minLength(1)),
  organizationMemberId: v.string(),
});

/** Draws a payload about as a talk with one person in Dooray does. @throws {v.ValiError} when Dooray would not take it. */
export function drawDoorayDirect(payload: unknown, time: string): Html {
  const { text, organizationMemberId: _member, ...others } = v.parse(payloadSchema, payload);
  return drawPost({
    room: 'doorayDirect',
    sender: 'root-alert',
    badge: '1:1',
    time,
    body: drawText(drawMarkdown(text)),
    undrawn: undrawnKeys(others),
  });
}
