/**
 * XML in and out, as the AWS REST and Query protocols use it: elements and text, no attributes that matter. Values are rendered from
 * plain objects (arrays repeat their element, `undefined` is left out); parsed text keeps its white space and leading zeros.
 */
import { XMLParser } from 'fast-xml-parser';
import { AwsError } from './aws-error.ts';

export type XmlValue = string | number | boolean | undefined | RawXml | XmlObject | readonly XmlValue[];
export interface XmlObject {
  readonly [name: string]: XmlValue;
}

/** Markup that is already XML. */
export class RawXml {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };
export const escapeXml = (text: string): string => text.replaceAll(/[&<>"\r]/g, (c) => escapes[c] as string);

export function renderElement(name: string, value: XmlValue, attributes = ''): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((item: XmlValue) => renderElement(name, item, attributes)).join('');
  return `<${name}${attributes}>${renderContent(value)}</${name}>`;
}

function renderContent(value: XmlValue): string {
  if (value instanceof RawXml) return value.markup;
  if (typeof value !== 'object') return escapeXml(String(value));
  return Object.entries(value as XmlObject)
    .map(([name, child]) => renderElement(name, child))
    .join('');
}

export const renderDocument = (name: string, value: XmlValue, namespace = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${renderElement(name, value, namespace === '' ? '' : ` xmlns="${namespace}"`)}`;

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  // Decoded below, because the parser limits how many entities a document may hold.
  processEntities: false,
  tagValueProcessor: (_name, text) => decodeEntities(text),
});

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex, decimal, name) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return entities[name as string] ?? whole;
  });
}

export type ParsedXml = string | { readonly [name: string]: ParsedXml | readonly ParsedXml[] };

/** The content of the root element `root`; throws MalformedXML when it is another or the text is no XML. */
export function parseXml(text: string, root: string): ParsedXml {
  let document: Record<string, ParsedXml>;
  try {
    document = parser.parse(text, true) as Record<string, ParsedXml>;
  } catch (cause) {
    throw Object.assign(malformed(), { cause });
  }
  const content = document[root];
  if (content === undefined) throw malformed();
  return content;
}

const malformed = () =>
  new AwsError('MalformedXML', 'The XML you provided was not well-formed or did not validate against our schema', 400);

/** Child elements of that name, none, one or many. */
export function childrenOf(element: ParsedXml | undefined, name: string): ParsedXml[] {
  if (element === undefined || typeof element === 'string') return [];
  const child = element[name];
  if (child === undefined) return [];
  return Array.isArray(child) ? [...child] : [child as ParsedXml];
}

export const childOf = (element: ParsedXml | undefined, name: string): ParsedXml | undefined =>
  childrenOf(element, name)[0];

/** Text of a child element; `undefined` when there is none. */
export function textOf(element: ParsedXml | undefined, name: string): string | undefined {
  const child = childOf(element, name);
  if (child === undefined) return undefined;
  if (typeof child === 'string') return child;
  const text = child['#text'];
  return typeof text === 'string' ? text : '';
}
