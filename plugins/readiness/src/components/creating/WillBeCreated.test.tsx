import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { JsonObject } from '@backstage/types';
import { SampleReadinessApi } from '../../../dev/SampleReadinessApi';
import { systems } from '../../__testUtils__/systems';
import { willBeCreatedField } from './willBeCreatedField';

const { name, component } = willBeCreatedField;

const creates = [
  {
    text: 'Repository ${{ parameters.name }} on this machine',
    when: { publishing: 'local' },
  },
  {
    text: 'Repository ${{parameters.repoUrl}}',
    when: { publishing: ['github', 'gitea'] },
  },
  {
    text: 'Canary releases and a database',
    when: { canary: true, database: 'postgresql' },
  },
  { text: 'Dashboard' },
];

/** The last page of a form, as Backstage shows it. */
function LastPage(props: { options: JsonObject; answers?: JsonObject }) {
  return (
    <Stepper
      manifest={{
        title: 'Orders',
        steps: [
          {
            title: 'Where it goes',
            schema: {
              properties: {
                publishing: {
                  title: 'Publish to',
                  type: 'string',
                  default: 'local',
                  enum: ['local', 'github', 'gitea'],
                  'ui:widget': 'radio',
                },
                created: {
                  type: 'string',
                  'ui:field': 'WillBeCreated',
                  'ui:options': props.options,
                },
              },
            },
          },
        ],
      }}
      extensions={[{ name, component }]}
      initialState={(props.answers ?? {}) as {}}
      onCreate={async () => {}}
    />
  );
}

const region = () =>
  screen.findByRole('region', { name: 'What will be created' });

const lines = async () =>
  within(await region())
    .getAllByRole('listitem')
    .map(item => item.textContent);

describe.each(systems)('WillBeCreated, %s system', (_, render) => {
  const show = (options: JsonObject, answers?: JsonObject) =>
    render(<LastPage options={options} answers={answers} />, {
      api: new SampleReadinessApi(),
    });

  it('lists what the answers so far come to, also those of this page', async () => {
    await show(
      { creates },
      {
        name: 'order-intake',
        canary: true,
        database: 'postgresql',
        repoUrl: 'github.com?owner=acme&repo=orders',
      },
    );
    expect(await lines()).toEqual([
      'Repository order-intake on this machine',
      'Canary releases and a database',
      'Dashboard',
    ]);
    await userEvent.click(screen.getByRole('radio', { name: 'github' }));
    expect(await lines()).toEqual([
      'Repository github.com/acme/orders',
      'Canary releases and a database',
      'Dashboard',
    ]);
    expect(await region()).not.toHaveTextContent(/level/);
  });

  it.each([
    ['gitea.com?owner=&repo=orders', 'gitea.com/…/orders'],
    ['gitea.com?', 'gitea.com/…'],
    ['', '…'],
  ])('leaves room for what is not answered yet: %j', async (repoUrl, shown) => {
    await show({ creates }, { publishing: 'gitea', repoUrl });
    expect(await lines()).toEqual([`Repository ${shown}`, 'Dashboard']);
  });

  it('says the level, and of which scorecard', async () => {
    await show({ creates, level: 'L4', scorecard: 'our-standard' });
    expect(await region()).toHaveTextContent(
      'At level L4 of our-standard, counted over the checks that files can prove.',
    );
  });

  it('answers nothing itself', async () => {
    await show({ creates, level: 'L4' });
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    const row = await screen.findByRole('cell', { name: 'Publish to' });
    expect(row).toBeVisible();
    expect(screen.queryByText(/created/i)).toBeNull();
  });

  it('tells whoever writes the template what it cannot read', async () => {
    await show({ creates: [{ test: 'Dashboard' }] });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('ui:options of created');
    expect(alert).toHaveTextContent('creates.0.text: Required');
    expect(alert).toHaveTextContent("Unrecognized key(s) in object: 'test'");
  });
});
