/**
 * Bucket notifications to queues: which configurations an event matches, and the S3 event message (version 2.1) itself. The caller
 * enqueues it before the request that caused it is answered, so no acknowledged object is without its event.
 */
import { encodeStrictly } from '../endpoint/signature.ts';
import { childOf, childrenOf, parseXml, renderElement, textOf } from '../endpoint/xml.ts';
import type { ObjectVersion } from './model.ts';

export interface QueueNotification {
  id: string;
  queueArn: string;
  /** e.g. `s3:ObjectCreated:*` */
  events: string[];
  prefix: string;
  suffix: string;
}

export function parseNotifications(document: string | undefined): QueueNotification[] {
  if (!document) return [];
  const root = parseXml(document, 'NotificationConfiguration');
  return childrenOf(root, 'QueueConfiguration').map((one, index) => {
    const rules = childrenOf(childOf(childOf(one, 'Filter'), 'S3Key'), 'FilterRule');
    const ruleOf = (name: string) => {
      const rule = rules.find((each) => textOf(each, 'Name')?.toLowerCase() === name);
      return textOf(rule, 'Value') ?? '';
    };
    return {
      id: textOf(one, 'Id') ?? `notification-${index + 1}`,
      queueArn: textOf(one, 'Queue') ?? '',
      events: childrenOf(one, 'Event').map(String),
      prefix: ruleOf('prefix'),
      suffix: ruleOf('suffix'),
    };
  });
}

export const renderNotifications = (notifications: readonly QueueNotification[]): string =>
  renderElement('NotificationConfiguration', {
    QueueConfiguration: notifications.map(({ id, queueArn, events, prefix, suffix }) => ({
      Id: id,
      Queue: queueArn,
      Event: events,
      Filter: {
        S3Key: {
          FilterRule: [
            ...(prefix === '' ? [] : [{ Name: 'prefix', Value: prefix }]),
            ...(suffix === '' ? [] : [{ Name: 'suffix', Value: suffix }]),
          ],
        },
      },
    })),
  });

/** @param eventName without the `s3:` prefix, e.g. `ObjectCreated:Put` */
export const matchesEvent = (notification: QueueNotification, eventName: string, key: string): boolean =>
  key.startsWith(notification.prefix) &&
  key.endsWith(notification.suffix) &&
  notification.events.some((pattern) => {
    const wanted = pattern.replace(/^s3:/, '');
    return wanted.endsWith('*') ? eventName.startsWith(wanted.slice(0, -1)) : eventName === wanted;
  });

export interface EventFacts {
  region: string;
  accountId: string;
  at: number;
  eventName: string;
  configurationId: string;
  bucket: string;
  key: string;
  version: ObjectVersion;
  isVersioned: boolean;
  principal: string;
  requestId: string;
}

export function buildEvent(facts: EventFacts): string {
  const { version } = facts;
  const isCreation = facts.eventName.startsWith('ObjectCreated');
  const record = {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: facts.region,
    eventTime: new Date(facts.at).toISOString(),
    eventName: facts.eventName,
    userIdentity: { principalId: facts.principal },
    requestParameters: { sourceIPAddress: '127.0.0.1' },
    responseElements: { 'x-amz-request-id': facts.requestId, 'x-amz-id-2': facts.requestId },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: facts.configurationId,
      bucket: {
        name: facts.bucket,
        ownerIdentity: { principalId: facts.accountId },
        arn: `arn:aws:s3:::${facts.bucket}`,
      },
      object: {
        key: encodeStrictly(facts.key).replaceAll('%2F', '/').replaceAll('%20', '+'),
        ...(isCreation ? { size: version.bytes, eTag: version.etag } : {}),
        ...(facts.isVersioned ? { versionId: version.versionId } : {}),
        sequencer: version.sequencer,
      },
    },
  };
  return JSON.stringify({ Records: [record] });
}
