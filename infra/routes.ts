/** Every route of the HTTP API. Health is the only one open to callers without a token. */

export interface Route {
  readonly key: `${'GET' | 'POST'} /v1/${string}`;
  readonly isOpen: boolean;
}

const open = (key: Route['key']): Route => ({ key, isOpen: true });
const guarded = (key: Route['key']): Route => ({ key, isOpen: false });

export const routes: readonly Route[] = [
  open('GET /v1/health'),
  guarded('GET /v1/drops'),
  guarded('GET /v1/drops/{dropId}'),
  guarded('GET /v1/drops/{dropId}/receipt'),
  guarded('POST /v1/drops/{dropId}/release'),
  guarded('POST /v1/drops/{dropId}/reject'),
  guarded('GET /v1/cases'),
  guarded('GET /v1/cases/{caseId}'),
  guarded('GET /v1/warnings/{warningId}'),
  guarded('GET /v1/analysis/townships'),
];
