const moment = require('moment');

exports.fill = ({ country, contents, value }) =>
  `CN22 ${country} ${contents} ${value} ${moment().format('YYYY-MM-DD')}`;
