/**
 * Page positions that a caller carries but cannot make: signed together with the list they belong to, so that a position of one
 * list opens no other. Refuses everything that it did not sign itself.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Cursors {
  sign(list: string, position: string): string;
  /** The position; undefined when the cursor is not this list's. */
  open(list: string, cursor: string): string | undefined;
}

export function createCursors(key: string): Cursors {
  const macOf = (list: string, position: string) => createHmac('sha256', key).update(`${list}\n${position}`).digest();
  return {
    sign: (list, position) =>
      `${Buffer.from(position).toString('base64url')}.${macOf(list, position).toString('base64url')}`,
    open(list, cursor) {
      const [text = '', mac = ''] = cursor.split('.');
      const position = Buffer.from(text, 'base64url').toString();
      const expected = macOf(list, position);
      const given = Buffer.from(mac, 'base64url');
      return given.length === expected.length && timingSafeEqual(given, expected) ? position : undefined;
    },
  };
}
