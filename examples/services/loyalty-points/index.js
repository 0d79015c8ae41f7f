const http = require('http');

const stamps = {};

http
  .createServer((req, res) => {
    const customer = req.url.slice(1);
    stamps[customer] = (stamps[customer] || 0) + 1;
    res.end(stamps[customer] % 10 === 0 ? 'free' : 'pay');
  })
  .listen(process.env.PORT || 3000);
