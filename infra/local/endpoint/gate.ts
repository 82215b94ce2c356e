/**
 * Who may come in: the signature of a request and the verdict of the host's authoriser. Refuses what is not signed at all; never
 * answers why a signature is wrong beyond that it is.
 */
import type { ApiCall, Credential, Verdict } from './api-call.ts';
import { AwsError } from './aws-error.ts';
import {
  parseSignature,
  type Signature,
  type SignedRequest,
  type Signer,
  sha256Hex,
  verifySignature,
} from './signature.ts';

export interface GateOptions {
  credentials: ReadonlyMap<string, Credential>;
  authorise?: (call: ApiCall) => Verdict;
  onCall?: (call: ApiCall) => void;
}

export interface Admission extends Signer {
  signature: Signature;
  payloadHash: string;
}

export function admit(request: SignedRequest, options: GateOptions, body: Buffer | undefined): Admission {
  const signature = parseSignature(request);
  if (!signature) throw new AwsError('AccessDenied', 'The request carries no signature.', 403);
  const declared = request.headers['x-amz-content-sha256'];
  const payloadHash = body ? sha256Hex(body) : declaredHash(signature, declared);
  const signer = verifySignature(request, signature, options.credentials, payloadHash);
  return { ...signer, signature, payloadHash };
}

/** The body of an S3 request has not been read: its hash is checked against the declared one as it streams. */
function declaredHash(signature: Signature, declared: string | string[] | undefined): string {
  if (typeof declared === 'string') return declared;
  if (signature.presigned) return 'UNSIGNED-PAYLOAD';
  throw new AwsError('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256', 400);
}

export function requireAllowed(options: GateOptions, call: ApiCall): void {
  options.onCall?.(call);
  const verdict = options.authorise?.(call);
  if (!verdict || verdict.allowed) return;
  const because = verdict.reason === undefined ? '' : ` because ${verdict.reason}`;
  const message = `User: ${call.principal} is not authorized to perform: ${call.service}:${call.operation}${because}`;
  throw new AwsError('AccessDenied', message, 403);
}
