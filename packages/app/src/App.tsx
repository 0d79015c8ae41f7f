import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { homeModule } from './home';
import { navModule } from './nav';

// The other plugins are found in package.json, see `app.packages` in
// app-config.yaml. The catalog comes first so that its entity page exists.
export default createApp({
  features: [catalogPlugin, homeModule, navModule],
});
