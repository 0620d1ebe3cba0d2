import { createPrivateKey, type JsonWebKey, type KeyObject, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { AppError, ExitCode } from '../core/app-error.ts';
import { isObject, type JsonObject, listAt, textAt } from '../core/json.ts';
import { stopwatch, wallClock } from '../core/time.ts';
import { type Authentication, inHeader } from './authentication.ts';
import { shortened } from './operation-outcome.ts';
import { isPassing, RequestFailure } from './request-failure.ts';

/** Seconds that an assertion is good for; the guide allows five minutes. */
const ASSERTION_SECONDS = 240;

/** A token is renewed so long before it ends, so that none ends on its way. */
const EARLY = 30_000;

/** Seconds that a token is taken to last where the server does not say. */
const DEFAULT_SECONDS = 300;

/** Milliseconds until an answer is given up. */
const TIMEOUT = 60_000;

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export interface SmartOptions {
  readonly clientId: string;
  /** A private key as PEM or JWK. */
  readonly key: string;
  readonly scope: string;
  /** Where tokens are had; asked of the server when it is not given. */
  readonly tokenUrl?: string | undefined;
  /** Milliseconds until an answer is given up; a minute where it is not said. */
  readonly timeout: number | undefined;
}

interface Signer {
  readonly key: KeyObject;
  readonly algorithm: string;
  readonly keyId: string | undefined;
}

interface Token {
  readonly value: string;
  /** By the stopwatch. */
  readonly until: number;
}

/** SMART App Launch, "Backend Services": tokens for an assertion signed with the client's own key. */
export class SmartBackend implements Authentication {
  readonly #base: string;
  readonly #options: SmartOptions;
  readonly #signer: Signer;
  #tokenUrl: string | undefined;
  #token: Promise<Token> | undefined;

  private constructor(base: string, options: SmartOptions, signer: Signer) {
    this.#base = base;
    this.#options = options;
    this.#signer = signer;
    this.#tokenUrl = options.tokenUrl;
  }

  /** @throws AppError when the key is none. */
  static of(base: string, options: SmartOptions): SmartBackend {
    return new SmartBackend(base, options, signerOf(options.key));
  }

  async headers(): Promise<Readonly<Record<string, string>>> {
    const asked = this.#token;
    const known = await asked;
    if (known === undefined || stopwatch() >= known.until) this.#ask(asked);
    return headersOf(await this.#token);
  }

  async renew(refused: Readonly<Record<string, string>>): Promise<boolean> {
    const asked = this.#token;
    const known = await asked;
    if (headersOf(known)['authorization'] === refused['authorization']) this.#ask(asked);
    await this.#token;
    return true;
  }

  /** Asks for a token once, however many requests find the old one gone. */
  #ask(old: Promise<Token> | undefined): void {
    if (this.#token !== old) return;
    const asked = this.#fetchToken();
    this.#token = asked;
    asked.catch(() => {
      if (this.#token === asked) this.#token = undefined;
    });
  }

  async #fetchToken(): Promise<Token> {
    this.#tokenUrl ??= await this.#discover();
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      scope: this.#options.scope,
      client_assertion_type: ASSERTION_TYPE,
      client_assertion: await this.#assertion(this.#tokenUrl),
    });
    const asked = stopwatch();
    const { status, json } = await this.#fetch(this.#tokenUrl, { method: 'POST', body });
    const value = textAt(json, 'access_token');
    if (status !== 200 || value === undefined) throw refused(status, json);
    const seconds = Number(json?.['expires_in'] ?? DEFAULT_SECONDS);
    const lasts = (Number.isFinite(seconds) ? seconds : DEFAULT_SECONDS) * 1000;
    // A token that lasts less than the margin is used for half its time.
    return { value: inHeader(value, 'the token'), until: asked + Math.max(lasts - EARLY, lasts / 2) };
  }

  async #assertion(audience: string): Promise<string> {
    const { key, algorithm, keyId } = this.#signer;
    const now = Math.floor(wallClock() / 1000);
    return new SignJWT({})
      .setProtectedHeader({ alg: algorithm, typ: 'JWT', ...(keyId !== undefined && { kid: keyId }) })
      .setIssuer(this.#options.clientId)
      .setSubject(this.#options.clientId)
      .setAudience(audience)
      .setJti(randomUUID())
      .setIssuedAt(now)
      .setExpirationTime(now + ASSERTION_SECONDS)
      .sign(key);
  }

  async #discover(): Promise<string> {
    const address = `${this.#base}/.well-known/smart-configuration`;
    const { status, json } = await this.#fetch(address, { headers: { accept: 'application/json' } });
    const url = textAt(json, 'token_endpoint');
    const supported = listAt(json, 'token_endpoint_auth_signing_alg_values_supported');
    if (url === undefined || !URL.canParse(url)) {
      const hint = 'name the address for tokens with --smart-token-url, or use another way to say who you are';
      throw new AppError(ExitCode.environment, `${address} names no address for tokens (status ${status})`, { hint });
    }
    if (supported.length > 0 && !supported.includes(this.#signer.algorithm)) {
      const message = `the server does not take keys for ${this.#signer.algorithm} (it takes ${supported.join(', ')})`;
      throw new AppError(ExitCode.environment, message);
    }
    return url;
  }

  async #fetch(url: string, init: RequestInit): Promise<{ status: number; json: JsonObject | undefined }> {
    try {
      // An assertion is for its audience: it is not carried to where an answer points.
      const signal = AbortSignal.timeout(this.#options.timeout ?? TIMEOUT);
      const response = await fetch(url, { ...init, redirect: 'error', signal });
      const text = await response.text();
      return { status: response.status, json: parsed(text) };
    } catch (cause) {
      const { host } = new URL(url);
      throw new RequestFailure('unreachable', `${host} could not be asked for a token`, { cause });
    }
  }
}

function headersOf(token: Token | undefined): Readonly<Record<string, string>> {
  return token === undefined ? {} : { authorization: `Bearer ${token.value}` };
}

function refused(status: number, json: JsonObject | undefined): Error {
  const said = [textAt(json, 'error'), textAt(json, 'error_description')].filter((text) => text !== undefined);
  const message = `the server gives no token (status ${status}${said.length > 0 ? `: ${shortened(said.join(', '))}` : ''})`;
  if (isPassing(status, message)) return new RequestFailure('status', message, { status });
  const hint = 'see that client id, key and scope are those that the server knows';
  return new AppError(ExitCode.environment, message, { hint });
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    // The status says enough about an answer that is no JSON.
    return undefined;
  }
}

function signerOf(text: string): Signer {
  const jwk = parsed(text);
  const key = readKey(text, jwk);
  const algorithm = key && algorithmOf(key);
  if (key !== undefined && algorithm !== undefined) return { key, algorithm, keyId: textAt(jwk, 'kid') };
  const hint = 'a key is a private one for RS384 (RSA) or ES384 (P-384), as PEM without a passphrase or as JWK';
  throw new AppError(ExitCode.usage, 'the SMART key is none that can be used', { hint });
}

function readKey(text: string, jwk: JsonObject | undefined): KeyObject | undefined {
  try {
    return createPrivateKey(jwk === undefined ? text : { key: jwk as JsonWebKey, format: 'jwk' });
  } catch {
    // The library's own words may repeat parts of the key.
    return undefined;
  }
}

/** What SMART backend services allow a key to sign with. */
function algorithmOf(key: KeyObject): 'RS384' | 'ES384' | undefined {
  if (key.asymmetricKeyType === 'rsa') return 'RS384';
  const isP384 = key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'secp384r1';
  return isP384 ? 'ES384' : undefined;
}
