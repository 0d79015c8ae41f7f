module git.example.com/pelican-post/fleet-telemetry

go 1.23
