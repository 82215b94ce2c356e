/**
 * Text to GB18030 bytes, by the table the platform's own decoder holds, so that writing and reading agree to the byte. For sample files and
 * replies to departments that still read nothing else; characters outside the standard do not exist (lone surrogates are refused).
 */

const twoByteLeads = 0x7e;
const supplementaryFirst = 189_000;

/** BMP code unit to its bytes as one number: 0 is "not known", up to 0xffff two bytes, else four. */
let bmpTable: Uint32Array | undefined;

export function encodeGb18030(text: string): Uint8Array {
  bmpTable ??= buildBmpTable();
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) as number;
    if (point < 0x80) bytes.push(point);
    else if (point >= 0x10000) pushFourBytes(bytes, point - 0x10000 + supplementaryFirst);
    else {
      const packed = bmpTable[point] as number;
      if (packed === 0) throw new RangeError('a lone surrogate has no GB18030 form');
      if (packed > 0xffff) bytes.push(packed >>> 24, (packed >>> 16) & 0xff);
      bytes.push((packed >>> 8) & 0xff, packed & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}

function pushFourBytes(bytes: number[], pointer: number): void {
  bytes.push(
    0x81 + Math.floor(pointer / 12_600),
    0x30 + (Math.floor(pointer / 1260) % 10),
    0x81 + (Math.floor(pointer / 10) % 126),
    0x30 + (pointer % 10),
  );
}

/** Decodes every two-byte and every BMP four-byte sequence once; two bytes win where both exist. */
function buildBmpTable(): Uint32Array {
  const table = new Uint32Array(0x10000);
  const decoder = new TextDecoder('gb18030', { fatal: true });
  const note = (bytes: readonly number[]) => {
    const point = decodedOrUndefined(decoder, bytes)?.codePointAt(0);
    if (point === undefined || point > 0xffff || table[point] !== 0) return;
    table[point] = bytes.reduce((packed, byte) => packed * 256 + byte, 0);
  };
  for (let lead = 0x81; lead < 0x81 + twoByteLeads; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) note([lead, trail]);
  }
  for (let pointer = 0; pointer < 39_420; pointer++) {
    const bytes: number[] = [];
    pushFourBytes(bytes, pointer);
    note(bytes);
  }
  return table;
}

function decodedOrUndefined(decoder: InstanceType<typeof TextDecoder>, bytes: readonly number[]): string | undefined {
  try {
    return decoder.decode(Uint8Array.from(bytes));
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
