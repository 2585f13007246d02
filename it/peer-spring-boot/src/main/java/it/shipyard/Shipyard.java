package it.shipyard;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Shipyard {
    public static void main(String[] args) {
        SpringApplication.run(Shipyard.class, args);
    }
}
