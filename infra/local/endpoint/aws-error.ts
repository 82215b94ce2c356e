/** An error as an AWS service answers it; the endpoint renders it in the protocol of the call (JSON, Query/XML or S3 XML). */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** Further members of the error body, e.g. `CancellationReasons`. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, status = 400, extra: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.extra = extra;
  }
}
