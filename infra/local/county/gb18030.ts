/**
 * Encodes text as GB18030, which Node can only decode: the table is the inverse of Node's own decoder, so what is written here is
 * read back unchanged. Characters beyond the basic plane follow the standard's formula. Refuses lone surrogates.
 */

let table: Uint32Array | undefined;

/** Bytes of the text; at most two bytes for each UTF-16 unit. */
export function encodeGb18030(text: string, into: Buffer, offset: number): number {
  table ??= inverseTable();
  let at = offset;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) {
      into[at++] = unit;
      continue;
    }
    let code: number;
    if (unit >= 0xd800 && unit <= 0xdbff) {
      code = fourBytesOf((text.codePointAt(index) as number) - 0x10000 + 189_000);
      index++;
    } else code = table[unit] as number;
    if (code === 0) throw new RangeError(`no GB18030 form of U+${unit.toString(16)}`);
    if (code > 0xffff) {
      into[at++] = code >>> 24;
      into[at++] = (code >>> 16) & 0xff;
    }
    into[at++] = (code >>> 8) & 0xff;
    into[at++] = code & 0xff;
  }
  return at - offset;
}

/** Linear position of a four-byte sequence, 0 is 81 30 81 30. */
function fourBytesOf(linear: number): number {
  const fourth = linear % 10;
  const third = Math.floor(linear / 10) % 126;
  const second = Math.floor(linear / 1260) % 10;
  const first = Math.floor(linear / 12_600);
  return (((0x81 + first) << 24) | ((0x30 + second) << 16) | ((0x81 + third) << 8) | (0x30 + fourth)) >>> 0;
}

function inverseTable(): Uint32Array {
  const codes = new Uint32Array(65_536);
  const decoder = new TextDecoder('gb18030');
  const tried: number[] = [];
  const bytes: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      tried.push((lead << 8) | trail);
      bytes.push(lead, trail, 0x0a);
    }
  }
  for (let linear = 0; linear < 39_420; linear++) {
    const code = fourBytesOf(linear);
    tried.push(code);
    bytes.push(code >>> 24, (code >>> 16) & 0xff, (code >>> 8) & 0xff, code & 0xff, 0x0a);
  }
  const texts = decoder.decode(Uint8Array.from(bytes)).split('\n');
  for (const [index, code] of tried.entries()) {
    const text = texts[index] as string;
    const unit = text.charCodeAt(0);
    if (text.length === 1 && unit !== 0xfffd && codes[unit] === 0) codes[unit] = code;
  }
  return codes;
}
