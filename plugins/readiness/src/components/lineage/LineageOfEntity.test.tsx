import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SampleReadinessApi } from '../../../dev/SampleReadinessApi';
import { systems } from '../../__testUtils__/systems';
import { LineageOfEntity } from './LineageOfEntity';

const [, renderLegacy] = systems[0];

const show = async (name: string, api = new SampleReadinessApi()) => {
  await renderLegacy(
    <LineageOfEntity entityRef={`component:default/${name}`} />,
    {
      api,
    },
  );
  return api;
};

const region = () => screen.findByRole('region', { name: 'Template' });

describe('LineageOfEntity', () => {
  it('says how far an entity is behind its template, and leads to the upgrade', async () => {
    await show('checkout');
    const section = await region();
    expect(section).toHaveTextContent(
      'Came from Node service 1.2.3. The template is at 1.4.0 by now, a minor version ahead.',
    );
    expect(section).toHaveTextContent(
      'Of 84 files that it wrote, 5 say something else by now and 1 are gone.',
    );
    expect(
      within(section).getByRole('button', { name: 'Upgrade checkout' }),
    ).toBeInTheDocument();
  });

  it('says that an entity is current, and offers no upgrade', async () => {
    await show('orders');
    const section = await region();
    expect(section).toHaveTextContent(
      'Came from Node service 1.4.0. That is the current version.',
    );
    expect(within(section).queryByRole('button')).toBeNull();
  });

  it('names a template that the catalog does not have', async () => {
    await show('returns');
    expect(await region()).toHaveTextContent(
      'Came from old-service 0.9.0. The catalog has no version of that template.',
    );
  });

  it('says nothing of an entity that came from none', async () => {
    const api = new SampleReadinessApi();
    const asked = jest.spyOn(api, 'getLineage');
    await show('own-make', api);
    await waitFor(() => expect(asked).toHaveBeenCalled());
    await asked.mock.results[0].value;
    expect(screen.queryByRole('region')).toBeNull();
  });

  it('says why it cannot be shown, and asks again', async () => {
    const api = new SampleReadinessApi();
    jest
      .spyOn(api, 'getLineage')
      .mockRejectedValueOnce(new Error('The database is away'));
    await show('checkout', api);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The database is away');
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(await region()).toBeInTheDocument();
  });
});
