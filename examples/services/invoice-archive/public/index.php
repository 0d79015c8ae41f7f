<?php
// Old customers still call this. Do not change anything here!!
$db = new PDO('mysql:host=db1;dbname=archive', 'archive', getenv('DB_PASSWORD') ?: 'sommer2014');
$statement = $db->prepare('SELECT pdf FROM invoices WHERE number = ?');
$statement->execute([$_GET['number']]);
$pdf = $statement->fetchColumn();
if ($pdf === false) {
    http_response_code(404);
    exit;
}
header('Content-Type: application/pdf');
echo $pdf;
