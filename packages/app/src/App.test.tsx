import { render, screen } from '@testing-library/react';
import App from './App';

describe('App', () => {
  it('asks a newcomer to sign in', async () => {
    process.env = {
      ...process.env,
      APP_CONFIG: [
        {
          data: {
            app: { title: 'Airworthy', baseUrl: 'http://localhost:3000' },
            backend: { baseUrl: 'http://localhost:7007' },
          },
          context: 'test',
        },
      ] as unknown as string,
    };

    render(App.createRoot());

    expect(
      await screen.findByRole('button', { name: 'Enter' }, { timeout: 20_000 }),
    ).toBeInTheDocument();
  });
});
