import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizePermissionRequest,
  AuthorizeResult,
} from '@backstage/plugin-permission-common';

/** Refuses with the given words who may not do something. */
export function authorizer(permissions: PermissionsService) {
  return async (
    request: AuthorizePermissionRequest,
    refusal: string,
    credentials: BackstageCredentials,
  ): Promise<void> => {
    const [{ result }] = await permissions.authorize([request], {
      credentials,
    });
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(refusal);
    }
  };
}
