# Tests use the database that DATABASE_URL names; without it they start the one
# of compose.override.yaml.
ifndef DATABASE_URL
export DATABASE_URL := postgres://service:service@localhost:5432/service

integration coverage: database

.PHONY: database
database:
	docker compose up --detach --wait database
endif
