/** Drops a county's files into the running host as a department would: through S3, files first, manifest last. */
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { County, DropFile } from '../county/county.ts';
import { dropKeys } from '../county/write-county.ts';
import type { Host } from '../host/host.ts';
import type { Progress } from './progress.ts';

export function developerS3(host: Host): S3Client {
  const { accessKeyId, secretAccessKey } = host.credentialsFor('developer');
  return new S3Client({
    endpoint: host.endpointUrl,
    region: host.region,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
  });
}

export interface DropRun {
  readonly rosterSeconds: number;
  readonly dropSeconds: number;
}

export async function dropCounty(county: County, host: Host, progress: Progress): Promise<DropRun> {
  const client = developerS3(host);
  const bucket = host.names.find('doudi-storage/drops').name;
  const put = async (drop: DropFile) => {
    const keys = dropKeys(drop);
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: keys.file, Body: drop.bytes }));
    const manifest = JSON.stringify(drop.manifest);
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: keys.manifest, Body: manifest }));
  };
  const begunAt = performance.now();
  progress.stage('roster', 1);
  await put(county.roster);
  await host.idle();
  progress.step();
  const rosterAt = performance.now();
  progress.stage('drops', county.drops.length);
  const stop = host.on('invocation', ({ functionName }) => {
    if (functionName.endsWith('release-drop')) progress.step();
  });
  for (const drop of county.drops) await put(drop);
  await host.idle();
  stop();
  progress.end();
  client.destroy();
  return {
    rosterSeconds: (rosterAt - begunAt) / 1000,
    dropSeconds: (performance.now() - rosterAt) / 1000,
  };
}
