import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  readTemplateSource,
  TemplateHistory,
  TemplateSource,
  templateTagAnnotation,
} from '@airworthy/golden-paths';
import { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  parseLocationRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { atTag } from './atTag';

/**
 * Reads the versions of a template from where the catalog has it: of a file on
 * this machine from the history of its checkout, of a URL from the tag that a
 * version has.
 */
export class TemplateVersions {
  readonly #reader: UrlReaderService;
  readonly #integrations: ScmIntegrationRegistry;

  constructor(options: {
    reader: UrlReaderService;
    integrations: ScmIntegrationRegistry;
  }) {
    this.#reader = options.reader;
    this.#integrations = options.integrations;
  }

  /**
   * The template as the catalog has it now, and as it was.
   *
   * @throws InputError when an earlier version cannot be had, with what to do
   */
  async read(
    template: Entity,
    version: string,
  ): Promise<{ base: TemplateSource; next: TemplateSource }> {
    const { name, annotations = {} } = template.metadata;
    const { type, target } = parseLocationRef(
      annotations[ANNOTATION_LOCATION] ?? '',
    );
    const origin = annotations[ANNOTATION_ORIGIN_LOCATION] ?? '';
    // Whoever registers a URL may write that it lies on this machine; the
    // origin is set by the catalog itself.
    if (type === 'file' && origin.startsWith('file:')) {
      const named = basename(target);
      const history = new TemplateHistory(target, { name, named });
      return { base: await history.at(version), next: await history.current() };
    }
    if (type !== 'url') {
      throw new InputError(
        `The template ${name} is neither at a URL nor a file of the portal's configuration, so its earlier versions cannot be had`,
      );
    }
    const pattern = annotations[templateTagAnnotation];
    if (!pattern?.includes('{version}')) {
      throw new InputError(
        `Version ${version} of the template ${name} cannot be had: the annotation ${templateTagAnnotation} of the template says which tag of its repository has a version, such as ${name}-v{version}`,
      );
    }
    const tag = pattern.replaceAll('{version}', version);
    return {
      base: await this.#readUrl(atTag(target, tag, this.#integrations), name),
      next: await this.#readUrl(target, name),
    };
  }

  async #readUrl(url: string, name: string): Promise<TemplateSource> {
    const folder = this.#integrations.resolveUrl({ url: './', base: url });
    const file = basename(new URL(url).pathname);
    const copy = await mkdtemp(join(tmpdir(), 'airworthy-'));
    try {
      const tree = await this.#reader.readTree(folder).catch(error => {
        throw new InputError(`${folder} cannot be read: ${error.message}`);
      });
      await tree.dir({ targetDir: copy });
      return await readTemplateSource(join(copy, file), { name, named: url });
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  }
}
