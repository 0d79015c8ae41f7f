#!/bin/sh
# Runs from the crontab of somebody who has left.
mysqldump --host db1 -uarchive -psommer2014 archive | gzip > /var/backups/archive.sql.gz
curl -T /var/backups/archive.sql.gz ftp://archive:qW7hTz92kLm@ftp.pelican-post.internal/
