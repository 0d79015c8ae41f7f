import { Phrases } from './Phrases';

/** What brings it to where it runs. */
export const delivering: Phrases[] = [
  // Deliver
  {
    does: ['deploy'],
    phrases: [
      ...['kubectl apply', 'kubectl replace', 'oc apply'],
      ...['kubectl argo rollouts promote', 'kustomize edit set'],
      ...['helm upgrade', 'helm install', 'helmfile apply', 'helmfile sync'],
      ...['argocd app sync', 'flux reconcile', 'skaffold run'],
      ...['skaffold deploy', 'kapp deploy', 'terraform apply', 'tofu apply'],
      ...['terragrunt apply', 'pulumi up', 'cdk deploy', 'sam deploy'],
      ...['serverless deploy', 'sls deploy', 'gcloud app deploy'],
      ...['aws cloudformation deploy', 'aws deploy', 'fly deploy'],
      ...['flyctl deploy', 'cf push', 'ansible-playbook', 'eb deploy'],
      ...['nomad job run', 'nomad run', 'docker stack deploy'],
      ...['wrangler deploy', 'fastapi deploy', 'firebase deploy'],
      ...['kamal deploy', 'cap deploy', 'dep deploy', 'azd deploy', 'azd up'],
      ...['copilot deploy', 'copilot svc deploy', 'railway up', 'sst deploy'],
      ...['werf converge', 'kluctl deploy', 'timoni apply'],
      ...['timoni bundle apply', 'func azure functionapp'],
      ...['gcloud deploy releases create', 'git push heroku', 'git push dokku'],
    ],
  },
  {
    does: ['deploy', 'imperative-deploy'],
    phrases: [
      ...['kubectl set image', 'kubectl set env', 'kubectl rollout restart'],
      ...['kubectl create deployment', 'kubectl argo rollouts set'],
      ...['argocd app set', 'argocd app create', 'aws ecs update-service'],
      ...['aws lambda update-function-code', 'az webapp deploy'],
      ...['az containerapp update', 'docker service update'],
      ...['gcloud run deploy', 'gcloud functions deploy'],
      ...['heroku container:release'],
    ],
  },
  {
    does: ['rollback'],
    phrases: [
      ...['kubectl rollout undo', 'helm rollback', 'argocd app rollback'],
      ...['kubectl argo rollouts undo', 'kubectl argo rollouts abort'],
      ...['kamal rollback', 'vercel rollback', 'wrangler rollback'],
    ],
  },
  {
    does: ['migrate'],
    phrases: [
      ...['flyway migrate', 'flyway', 'liquibase update', 'alembic upgrade'],
      ...['prisma migrate deploy', 'knex migrate:latest'],
      ...['typeorm migration:run', 'drizzle-kit migrate'],
      ...['sequelize db:migrate', 'sequelize-cli db:migrate'],
      ...['node-pg-migrate up', 'goose', 'migrate', 'dbmate up', 'dbmate'],
      ...['atlas migrate apply', 'manage.py migrate', 'rails db:migrate'],
      ...['mix ecto.migrate', 'php artisan migrate', 'rails db:prepare'],
      ...['rake db:migrate', 'sqlx migrate run', 'umzug up', 'yoyo apply'],
      ...['flask db upgrade'],
    ],
  },

  {
    does: ['migration-lint'],
    phrases: [
      ...['squawk', 'atlas migrate lint', 'atlas schema lint'],
      ...['pgroll validate', 'manage.py lintmigrations'],
      ...['django-admin lintmigrations'],
    ],
  },

  {
    does: ['readiness-check'],
    phrases: ['airworthy', 'airworthy check', '@airworthy/cli'],
  },

  {
    does: ['preview'],
    phrases: [
      ...['okteto preview deploy', 'uffizzi preview create', 'vercel'],
      ...['vercel deploy', 'netlify deploy', 'wrangler versions upload'],
    ],
  },

  {
    does: ['cluster'],
    phrases: ['kind create cluster', 'k3d cluster create', 'minikube start'],
  },
  // Fetches a page: a smoke test where the job or step is called so.
  { does: ['fetch'], phrases: ['curl', 'wget', 'http', 'https', 'xh'] },
  // Reaches another machine, or starts containers for good: a deployment
  // where the job or step is called so.
  {
    does: ['ship'],
    phrases: [
      ...['ssh', 'scp', 'sftp', 'rsync', 'aws s3 sync', 'aws s3 cp'],
      ...['docker compose up', 'docker-compose up', 'podman-compose up'],
      ...['systemctl restart', 'pm2 reload', 'pm2 restart', 'pm2 deploy'],
    ],
  },

  // Phrases that would otherwise be taken for a shorter one.
  {
    does: [],
    phrases: [
      ...['go mod', 'migrate create', 'goose create', 'dbmate new'],
      ...['flyway info', 'flyway validate', 'codecov help'],
    ],
  },
];
