import type { RoomKind } from '../../lib/rooms/room-kinds.ts';
import { type Html, html } from './html.ts';

interface Post {
  readonly room: RoomKind;
  readonly sender: string;
  /** The mark that the room puts beside the name of an app. */
  readonly badge: string;
  /** An address. Nothing is loaded from it. */
  readonly icon?: string | undefined;
  /** Clock time, for people. */
  readonly time: string;
  readonly body: Html;
  readonly undrawn: Html | undefined;
}

/** A message in a room: who, when, and what. */
export function drawPost({ room, sender, badge, icon, time, body, undrawn }: Post): Html {
  return html`<div class="post ${room}"><span class="avatar" title="${icon}">!</span><div><p class="sender"><b>${
    sender
  }</b> <span class="badge">${badge}</span> <time>${time}</time></p>${body}${undrawn}</div></div>`;
}
