package com.example.stock;

import io.vastar.annotations.LoadTest;

@LoadTest(url = "http://localhost:8080/stock")
class StockLoadTest {}
