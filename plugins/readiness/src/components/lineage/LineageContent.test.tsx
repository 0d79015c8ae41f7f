import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { lineageOf, sampleLineage } from '../../../dev/sampleLineage';
import { SampleReadinessApi } from '../../../dev/SampleReadinessApi';
import { systems } from '../../__testUtils__/systems';
import { LineageContent } from './LineageContent';

const [, renderLegacy] = systems[0];

const rowOf = (name: string) =>
  screen.findByRole('row', { name: new RegExp(`^${name}`) });

describe.each(systems)('LineageContent, %s system', (_, render) => {
  it('lists what is behind its template, by how much, with a way to upgrade', async () => {
    await render(<LineageContent />, { api: new SampleReadinessApi() });

    const row = await rowOf('checkout');
    expect(row).toHaveTextContent('Node service');
    expect(row).toHaveTextContent('1.2.3');
    expect(row).toHaveTextContent('1.4.0, a minor version ahead');
    expect(row).toHaveTextContent('6 of 84');
    const upgrade = within(row).getByRole('button', {
      name: 'Upgrade checkout',
    });
    expect(upgrade).toHaveAttribute(
      'href',
      `/create/templates/default/upgrade-service?${new URLSearchParams({
        formData: '{"entity":"component:default/checkout"}',
      })}`,
    );
    expect(screen.queryByRole('row', { name: /^Orders/ })).toBeNull();
    expect(screen.getByText('1 service')).toBeInTheDocument();
  });
});

describe('LineageContent', () => {
  it('shows all, and those of one template, and keeps that in the address', async () => {
    await renderLegacy(<LineageContent />, { api: new SampleReadinessApi() });
    await rowOf('checkout');
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Show' }),
      'All',
    );
    expect(await rowOf('returns')).toHaveTextContent(
      'The catalog has no version of that template.',
    );
    const orders = await rowOf('Orders');
    expect(
      within(orders).queryByRole('button', { name: /Upgrade/ }),
    ).toBeNull();

    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Template' }),
      'Node service (1 of 2 behind)',
    );
    expect(await screen.findByText('2 services')).toBeInTheDocument();
    expect(screen.queryByRole('row', { name: /^returns/ })).toBeNull();
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '/?template=template%3Adefault%2Fnode-service&show=all',
    );
  });

  it('goes through pages', async () => {
    const api = new SampleReadinessApi();
    const many = Array.from({ length: 12 }, (_, index) => ({
      ...sampleLineage[0],
      entityRef: `component:default/service-${index}`,
    }));
    jest
      .spyOn(api, 'getLineage')
      .mockImplementation(async request => lineageOf(many, request ?? {}));
    await renderLegacy(<LineageContent />, { api, at: '/?limit=10' });
    await rowOf('service-0');
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(await rowOf('service-11')).toBeInTheDocument();
    expect(screen.queryByRole('row', { name: /^service-0/ })).toBeNull();
  });

  it.each([
    ['Nothing is behind its template', /of the version/, [sampleLineage[1]]],
    ['Nothing came from a template', /the step airworthy:stamp note/, []],
  ])('says: %s', async (said, explained, known) => {
    const api = new SampleReadinessApi();
    jest
      .spyOn(api, 'getLineage')
      .mockImplementation(async request => lineageOf(known, request ?? {}));
    await renderLegacy(<LineageContent />, { api });
    const notice = (await screen.findByText(said)).parentElement;
    expect(notice).toHaveTextContent(explained);
  });

  it('says that it is loading', async () => {
    const api = new SampleReadinessApi();
    jest.spyOn(api, 'getLineage').mockReturnValue(new Promise(() => {}));
    await renderLegacy(<LineageContent />, { api });
    expect(
      screen.getByRole('progressbar', { name: 'Loading templates' }),
    ).toBeInTheDocument();
  });

  it('says why it cannot be shown, and asks again', async () => {
    const api = new SampleReadinessApi();
    jest
      .spyOn(api, 'getLineage')
      .mockRejectedValueOnce(new Error('The database is away'));
    await renderLegacy(<LineageContent />, { api });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Templates could not be loaded');
    expect(alert).toHaveTextContent('The database is away');
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(await rowOf('checkout')).toBeInTheDocument();
  });
});
