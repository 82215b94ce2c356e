/**
 * Describes accepted rows to Athena, Spark or DuckDB: one Glue table per dataset of the catalogue, over compressed CSV under
 * `accepted/<dataset>/<period>/` of the library, without names and identity numbers. No crawler runs: a query names its period.
 */
import { Aws } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { shelfColumnsOf } from '../../shared/compare/stored-row.ts';
import { catalogue } from '../../shared/datasets/catalogue.ts';
import type { Column, DatasetDefinition } from '../../shared/datasets/define.ts';

interface AcceptedTablesOptions {
  readonly installation: string;
  readonly library: IBucket;
}

export const acceptedPrefix = 'accepted/';

/** Columns before the dataset's own. */
const leadingColumns: readonly CfnTable.ColumnProperty[] = [
  { name: 'person', type: 'string', comment: 'person token' },
  { name: 'drop_id', type: 'string', comment: 'drop the row came in' },
  { name: 'row', type: 'string', comment: 'data row in the drop, from 1' },
  { name: 'record_id', type: 'string', comment: 'key at the source' },
  { name: 'operation', type: 'string', comment: 'I, U or D' },
  { name: 'event_on', type: 'string', comment: 'business date' },
  { name: 'region_code', type: 'string', comment: 'region' },
];

const units: Partial<Record<Column['kind'], string>> = { money: ' (fen)', decimal: ' (hundredths)' };

export class AcceptedTables extends Construct {
  constructor(scope: Construct, id: string, { installation, library }: AcceptedTablesOptions) {
    super(scope, id);
    const database = new CfnDatabase(this, 'database', {
      catalogId: Aws.ACCOUNT_ID,
      databaseInput: {
        name: `${installation.replaceAll('-', '_')}_accepted`,
        description: 'Accepted rows of departments, by dataset and period',
      },
    });
    for (const dataset of catalogue) this.describe(dataset, database, library);
  }

  private describe(dataset: DatasetDefinition, database: CfnDatabase, library: IBucket): void {
    const location = library.s3UrlForObject(`${acceptedPrefix}${dataset.key}/`);
    const columns = shelfColumnsOf(dataset).map((name): CfnTable.ColumnProperty => {
      const column = dataset.columns[name] as Column;
      return { name, type: 'string', comment: `${column.label.zh}${units[column.kind] ?? ''}` };
    });
    new CfnTable(this, dataset.key, {
      catalogId: Aws.ACCOUNT_ID,
      databaseName: database.ref,
      tableInput: {
        name: dataset.key,
        description: `${dataset.code} ${dataset.title.zh} ${dataset.title.en}`,
        tableType: 'EXTERNAL_TABLE',
        partitionKeys: [{ name: 'period', type: 'string', comment: 'period of the drop' }],
        parameters: {
          classification: 'csv',
          compressionType: 'gzip',
          'skip.header.line.count': '1',
          'projection.enabled': 'true',
          'projection.period.type': 'injected',
          'storage.location.template': `${location}\${period}/`,
        },
        storageDescriptor: {
          columns: [...leadingColumns, ...columns],
          location,
          inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
          outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
          serdeInfo: { serializationLibrary: 'org.apache.hadoop.hive.serde2.OpenCSVSerde' },
        },
      },
    });
  }
}
