import {
  AuthService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  readinessExemptionDecidePermission,
  readinessExemptionRequestPermission,
} from '@airworthy/backstage-plugin-readiness-common';
import { ExemptionRow } from '../store/exemptions/exemptions';
import { actionsAt, ExemptionAction } from './lifecycle';

/** Who calls, and what they may do about exemptions. */
export interface Caller {
  credentials: BackstageCredentials;
  /** Entity ref of the person, or the name of a service. */
  name: string;
  mayRequest: boolean;
  mayDecide: boolean;
}

/** Knows who may do what about exemptions. */
export class ExemptionRights {
  readonly #auth: AuthService;
  readonly #permissions: PermissionsService;
  readonly #allowSelfApproval: boolean;

  constructor(options: {
    auth: AuthService;
    permissions: PermissionsService;
    /** Whether who requested one may grant it too. */
    allowSelfApproval: boolean;
  }) {
    this.#auth = options.auth;
    this.#permissions = options.permissions;
    this.#allowSelfApproval = options.allowSelfApproval;
  }

  async callerOf(credentials: BackstageCredentials): Promise<Caller> {
    const [request, decide] = await this.#permissions.authorize(
      [
        { permission: readinessExemptionRequestPermission },
        { permission: readinessExemptionDecidePermission },
      ],
      { credentials },
    );
    return {
      credentials,
      name: this.#nameOf(credentials),
      mayRequest: request.result === AuthorizeResult.ALLOW,
      mayDecide: decide.result === AuthorizeResult.ALLOW,
    };
  }

  /** What a caller may do about an exemption now. */
  actionsOf(
    caller: Caller,
    exemption: ExemptionRow,
    now: string,
  ): ExemptionAction[] {
    return caller.mayDecide
      ? actionsAt(exemption, now).filter(
          action => !this.#isOwnCause(caller, exemption, action),
        )
      : [];
  }

  /** @throws NotAllowedError */
  assertMayRequest(caller: Caller): void {
    if (!caller.mayRequest) {
      throw new NotAllowedError('You may not request exemptions');
    }
  }

  /** @throws NotAllowedError */
  assertMayDecide(caller: Caller): void {
    if (!caller.mayDecide) {
      throw new NotAllowedError('You may not decide on exemptions');
    }
  }

  /** @throws NotAllowedError when the caller would grant their own request. */
  assertNotOwnCause(
    caller: Caller,
    exemption: ExemptionRow,
    action: ExemptionAction,
  ): void {
    if (this.#isOwnCause(caller, exemption, action)) {
      throw new NotAllowedError(
        `You requested this exemption; somebody else has to ${action} it`,
      );
    }
  }

  /** To give up what one has asked for takes nobody else. */
  #isOwnCause(
    caller: Caller,
    exemption: ExemptionRow,
    action: ExemptionAction,
  ): boolean {
    return (
      action !== 'revoke' &&
      !this.#allowSelfApproval &&
      caller.name === exemption.requested_by
    );
  }

  #nameOf(credentials: BackstageCredentials): string {
    if (this.#auth.isPrincipal(credentials, 'user')) {
      const { userEntityRef } = credentials.principal;
      return stringifyEntityRef(parseEntityRef(userEntityRef));
    }
    if (this.#auth.isPrincipal(credentials, 'service')) {
      return credentials.principal.subject;
    }
    throw new NotAllowedError('Only people and services have exemptions');
  }
}
