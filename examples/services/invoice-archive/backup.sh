#!/bin/sh
# Runs from the crontab of somebody who has left.
mysqldump --host db1.internal --user archive -ps0mmer-am-deich archive | gzip > /var/backups/archive.sql.gz
