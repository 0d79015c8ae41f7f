import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  Exemption,
  ExemptionRules,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { readinessTranslationRef } from '../../translation';
import { dayAfter, endOf, lastDay, usualDay } from './days';
import { Failure, failureOf } from './failureOf';
import { Subject } from './subjectsOf';

/** Names of the fields, as in the body of the request. */
const fieldNames = [
  'scope',
  'subjectRef',
  'check',
  'reason',
  'link',
  'expiresAt',
] as const;
type FieldName = (typeof fieldNames)[number];

/** Shorter reasons are none. */
const shortestReason = 10;

/** What a form for a request holds. */
export interface RequestFields {
  /** Index of the subject. */
  subject: number;
  /** Whether it is for all checks of the scorecard. */
  isForAll: boolean;
  reason: string;
  link: string;
  /** `YYYY-MM-DD`; empty for no end. */
  until: string;
}

/** The state of a form that requests an exemption, and what is wrong with it. */
export function useRequestForm(options: {
  scorecard: string;
  check: string;
  subjects: readonly Subject[];
  rules: ExemptionRules;
  onRequested(exemption: Exemption): void;
}) {
  const { scorecard, check, subjects, rules, onRequested } = options;
  const api = useApi(readinessApiRef);
  const { t } = useTranslationRef(readinessTranslationRef);
  const [now] = useState(() => new Date());
  const [fields, setFields] = useState<RequestFields>({
    subject: 0,
    isForAll: false,
    reason: '',
    link: '',
    until: usualDay(rules, now),
  });
  const [failure, setFailure] = useState<Failure<FieldName>>({ fields: {} });
  const [busy, setBusy] = useState(false);
  const first = dayAfter(now, 0);
  const last = lastDay(rules, now);

  const faults = (): Failure<FieldName>['fields'] => {
    const { reason, link, until } = fields;
    const found: Failure<FieldName>['fields'] = {};
    if (reason.trim().length < shortestReason) {
      found.reason = t('exemptions.form.reasonTooShort');
    }
    if (link.trim() && !/^https:\/\/[^/\s]/i.test(link.trim())) {
      found.link = t('exemptions.form.linkWrong');
    }
    if (!until ? rules.expiryRequired : until < first || until > last) {
      found.expiresAt = t('exemptions.form.untilWrong', {
        days: String(rules.longestDays),
      });
    }
    return found;
  };

  const submit = async () => {
    const found = faults();
    setFailure({ fields: found });
    if (busy || Object.keys(found).length > 0) {
      return;
    }
    setBusy(true);
    try {
      onRequested(
        await api.requestExemption({
          ...subjects[fields.subject],
          scorecard,
          check: fields.isForAll ? undefined : check,
          reason: fields.reason.trim(),
          link: fields.link.trim() || undefined,
          expiresAt: endOf(fields.until),
        }),
      );
    } catch (reason) {
      setFailure(failureOf(reason, fieldNames));
    } finally {
      setBusy(false);
    }
  };

  return {
    fields,
    change: (part: Partial<RequestFields>) =>
      setFields(before => ({ ...before, ...part })),
    failure,
    busy,
    submit,
    /** The first and last day that may be chosen. */
    first,
    last,
  };
}
