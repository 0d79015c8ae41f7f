const express = require('express');
const { fill } = require('./lib/form');

const app = express();
app.use(express.json());
app.post('/forms', (req, res) => {
  console.log('form for', req.body.country);
  res.send(fill(req.body));
});
app.listen(3000);
