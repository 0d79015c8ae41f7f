module git.example.com/pelican-post/pigeon-gateway

go 1.22
