package com.example.frontend;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the boats that the pages show; the pages themselves come from {@code classes/static}. */
@SpringBootApplication
@RestController
public class Harbour {
    public static void main(String[] args) {
        SpringApplication.run(Harbour.class, args);
    }

    @GetMapping("/boats")
    List<Boat> boats() {
        return List.of(new Boat("Faering", 3), new Boat("Sixern", 6));
    }

    record Boat(String name, int planks) {}
}
