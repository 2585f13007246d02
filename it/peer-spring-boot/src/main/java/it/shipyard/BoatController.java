package it.shipyard;

import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/boats")
public class BoatController {
    private final BoatRepository boats;

    BoatController(BoatRepository boats) {
        this.boats = boats;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Boat build(@Valid @RequestBody Boat boat) {
        return boats.save(boat);
    }

    @GetMapping
    List<Boat> list(@RequestParam(defaultValue = "0") int planks) {
        return boats.findByPlanksGreaterThanOrderByName(planks);
    }
}
