/** Objects in an S3 bucket. Only "no such key" and a failed precondition are answers; every other error is thrown. */
import type { Readable } from 'node:stream';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { Objects } from '../../ports/objects.ts';

export function s3Client(): S3Client {
  return new S3Client({});
}

export function s3Objects(bucket: string, client: S3Client = s3Client()): Objects {
  const read = async (key: string, range?: string) =>
    client.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...(range ? { Range: range } : {}) }));
  const put = async (key: string, bytes: Uint8Array, contentType: string, condition: { IfNoneMatch?: '*' }) =>
    client.send(
      new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentType: contentType, ...condition }),
    );
  return {
    async head(key) {
      try {
        const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
        return { key, bytes: head.ContentLength ?? 0 };
      } catch (error) {
        if (error instanceof NotFound || error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async read(key) {
      try {
        const answer = await read(key);
        return Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async readRange(key, from, to) {
      if (to <= from) return Buffer.alloc(0);
      const answer = await read(key, `bytes=${from}-${to - 1}`);
      return Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
    },
    async *stream(key, from = 0, to) {
      if (to !== undefined && to <= from) return;
      const isWhole = from === 0 && to === undefined;
      const answer = await read(key, isWhole ? undefined : `bytes=${from}-${to === undefined ? '' : to - 1}`);
      for await (const chunk of answer.Body as Readable) yield chunk as Uint8Array;
    },
    async write(key, bytes, contentType) {
      await put(key, bytes, contentType, {});
    },
    async writeOnce(key, bytes, contentType) {
      try {
        await put(key, bytes, contentType, { IfNoneMatch: '*' });
        return true;
      } catch (error) {
        const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
        if (status === 412 || status === 409) return false;
        throw error;
      }
    },
    async *list(prefix) {
      let token: string | undefined;
      do {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ...(token ? { ContinuationToken: token } : {}) }),
        );
        for (const object of page.Contents ?? []) {
          if (object.Key !== undefined) yield { key: object.Key, bytes: object.Size ?? 0 };
        }
        token = page.NextContinuationToken;
      } while (token !== undefined);
    },
  };
}
