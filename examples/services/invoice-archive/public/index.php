<?php
// Old customers still call this. Do not change anything here!!
$url = parse_url(getenv('DATABASE_URL') ?: 'mysql://archive:s0mmer-am-deich@db1.internal:3306/archive');
$db = new PDO("mysql:host={$url['host']};dbname=archive", $url['user'], $url['pass']);
$statement = $db->prepare('SELECT pdf FROM invoices WHERE number = ?');
$statement->execute([$_GET['number']]);
$pdf = $statement->fetchColumn();
if ($pdf === false) {
    http_response_code(404);
    exit;
}
header('Content-Type: application/pdf');
echo $pdf;
