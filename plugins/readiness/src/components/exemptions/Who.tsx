import { EntityRefLink } from '@backstage/plugin-catalog-react';

/** Somebody as the backend names them: a user or group of the catalog, or else plain words. */
export function Who(props: { name: string }) {
  return /^(user|group):/i.test(props.name) ? (
    <EntityRefLink entityRef={props.name} />
  ) : (
    <>{props.name}</>
  );
}
